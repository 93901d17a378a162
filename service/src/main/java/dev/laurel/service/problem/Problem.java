package dev.laurel.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import jakarta.ws.rs.core.Response;

/**
 * What went wrong with a request; RFC 9457.
 *
 * @param type the kind of problem as a URI; about:blank where the status says it all
 * @param title the kind of problem for people, the same for every occurrence
 * @param detail this occurrence; never text of a conversation
 */
public record Problem(String type, String title, int status, String detail) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A problem that the status says all about but this occurrence. */
    public static Problem of(int status, String detail) {
        return new Problem("about:blank", HttpResponseStatus.valueOf(status).reasonPhrase(), status, detail);
    }

    /** What the service itself failed at; its log says why. */
    public static Problem unexpected() {
        return of(500, "the request failed; the service's log says why");
    }

    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a record of texts and a number
        }
    }

    public Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(json()).build();
    }
}
