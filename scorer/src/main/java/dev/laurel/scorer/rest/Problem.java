package dev.laurel.scorer.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** A refused request as RFC 9457 says it: what is wrong, with which item of the request and which of its fields. */
public final class Problem extends WebApplicationException {

    private static final String MEDIA_TYPE = "application/problem+json";

    /**
     * The problem's JSON.
     *
     * @param index place of the item in the request, from 0; absent where the request as a whole is meant
     * @param field path of the field in the item; absent where the item as a whole is meant
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Body(String type, String title, int status, String detail, Integer index, String field) {}

    private Problem(Response response, String detail) {
        super(detail, response);
    }

    /** The request cannot be read at all. */
    static Problem unreadable(String detail) {
        return of(400, "Unreadable request", detail, null, null);
    }

    /** One item's field is missing or wrong. */
    static Problem invalid(int index, String field, String detail) {
        return of(400, "Invalid item", detail, index, field);
    }

    /** The line that an item names, or would be routed to, does not exist. */
    static Problem noLine(int index, String field, String detail) {
        return of(404, "No such line", detail, index, field);
    }

    /** There are more items than one request may have. */
    static Problem tooMany(String detail) {
        return of(413, "Too many items", detail, null, null);
    }

    /** An item's text cannot be scored by its line's model. */
    static Problem unscorable(int index, String detail) {
        return of(422, "Not scorable", detail, index, null);
    }

    /** The line has no active version yet. */
    static Problem noModel(int index, String detail) {
        Problem problem = of(503, "No active model", detail, index, null);
        return new Problem(
                Response.fromResponse(problem.getResponse())
                        .header("Retry-After", 5)
                        .build(),
                detail);
    }

    private static Problem of(int status, String title, String detail, Integer index, String field) {
        Body body = new Body("about:blank", title, status, detail, index, field);
        return new Problem(Response.status(status).type(MEDIA_TYPE).entity(body).build(), detail);
    }
}
