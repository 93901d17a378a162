package dev.laurel.trainer.rest;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

import dev.laurel.trainer.Reproductions;
import dev.laurel.trainer.reproduce.Reproduction;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Reproductions over HTTP: start one and watch it. */
@Path("/v1/lines/{line}/models/{version}/reproductions")
@Produces(MediaType.APPLICATION_JSON)
public class ReproductionResource {

    private final Reproductions reproductions;
    private final RequestBody bodies;

    ReproductionResource(Reproductions reproductions, RequestBody bodies) {
        this.reproductions = reproductions;
        this.bodies = bodies;
    }

    /** The body of a request for a reproduction; it may be left out. */
    public record ReproductionRequest(Optional<Integer> steps) {}

    @POST
    public Response reproduce(String line, int version, String body) throws IOException {
        Optional<Integer> steps = bodies.read(body, ReproductionRequest.class).flatMap(ReproductionRequest::steps);
        Reproduction accepted = reproductions.begin(line, version, steps.orElse(Reproduction.ALL));
        return Response.accepted(accepted)
                .location(URI.create("/v1/lines/" + line + "/models/" + version + "/reproductions/" + accepted.id()))
                .build();
    }

    @GET
    @Path("/{id}")
    public Reproduction reproduction(String line, int version, String id) {
        return reproductions.reproduction(line, version, id);
    }
}
