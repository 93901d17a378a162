package dev.laurel.trainer.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** What went wrong with a request, as RFC 9457 has it. */
public record Problem(String type, String title, int status, String detail) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Response response(Response.StatusType status, String detail) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail))
                .build();
    }

    static Response badRequest(String detail) {
        return response(Status.BAD_REQUEST, detail);
    }
}
