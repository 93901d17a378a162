package dev.laurel.service.problem;

import dev.laurel.schema.accept.Shown;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import jakarta.ws.rs.core.Response;

/**
 * What went wrong with a request; RFC 9457. Values of the request may be shown in it, of any length and with any characters; never text of a conversation.
 *
 * @param type the kind of problem as a URI; about:blank where title and status say it all
 * @param title the kind of problem for people, the same for every occurrence
 * @param detail this occurrence
 * @param index place of the item in the request, from 0; null where the request as a whole is meant
 * @param field path of the field in the item; null where the item as a whole is meant
 * @param accepted how many of the request's items were accepted all the same; null where none could be
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type, String title, int status, String detail, Integer index, String field, Integer accepted) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_TYPE = "about:blank";
    private static final int LONGEST_DETAIL = 1_000;
    private static final int LONGEST_PATH = 200;

    public Problem {
        detail = Shown.line(detail, LONGEST_DETAIL);
        field = field == null ? null : Shown.line(field, LONGEST_PATH);
    }

    /** A problem that the status says all about but this occurrence. */
    public static Problem of(int status, String detail) {
        return of(status, HttpResponseStatus.valueOf(status).reasonPhrase(), detail);
    }

    public static Problem of(int status, String title, String detail) {
        return new Problem(NO_TYPE, title, status, detail, null, null, null);
    }

    /** What the service itself failed at; its log says why. */
    public static Problem unexpected() {
        return of(500, "the request failed; the service's log says why");
    }

    public Problem typed(String kind) {
        return new Problem(kind, title, status, detail, index, field, accepted);
    }

    /** The same, about one item or field. */
    public Problem at(Integer item, String path) {
        return new Problem(type, title, status, detail, item, path, accepted);
    }

    public Problem accepted(int items) {
        return new Problem(type, title, status, detail, index, field, items);
    }

    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a record of texts and numbers
        }
    }

    public Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(json()).build();
    }
}
