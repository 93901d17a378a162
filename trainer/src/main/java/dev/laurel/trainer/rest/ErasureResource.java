package dev.laurel.trainer.rest;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import dev.laurel.trainer.Erasures;
import dev.laurel.trainer.erase.Erasure;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Erasures over HTTP: ask for one and see what came of it. */
@Path("/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
public class ErasureResource {

    private final Erasures erasures;
    private final RequestBody bodies;

    ErasureResource(Erasures erasures, RequestBody bodies) {
        this.erasures = erasures;
        this.bodies = bodies;
    }

    /** The body of a request for erasure. */
    public record ErasureRequest(String tenant, String subject, String reason, String actor) {

        public ErasureRequest {
            require("tenant", tenant);
            require("subject", subject);
            require("reason", reason);
            require("actor", actor);
        }

        private static void require(String field, String value) {
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException(
                        "an erasure needs \"tenant\", \"subject\", \"reason\" and \"actor\"; \"" + field
                                + "\" is missing");
            }
        }
    }

    public record All(List<Erasure> erasures) {}

    @POST
    public Response erase(String body) throws IOException {
        ErasureRequest request = bodies.require(body, ErasureRequest.class);
        Erasure accepted = erasures.request(request.tenant(), request.subject(), request.reason(), request.actor());
        return Response.accepted(accepted)
                .location(URI.create("/v1/erasures/" + accepted.id()))
                .build();
    }

    @GET
    public All all() throws IOException {
        return new All(erasures.all());
    }

    @GET
    @Path("/{id}")
    public Erasure erasure(String id) throws IOException {
        return erasures.erasure(id);
    }
}
