package dev.laurel.trainer.rest;

import java.io.IOException;
import java.net.URI;

import dev.laurel.trainer.Lines;
import dev.laurel.trainer.handover.ExportedPairs;
import dev.laurel.trainer.handover.PairForm;
import dev.laurel.trainer.handover.Side;
import dev.laurel.trainer.publish.ExportedWindow;
import dev.laurel.trainer.publish.Registration;
import dev.laurel.trainer.request.Requester;
import dev.laurel.trainer.train.Progress;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Windows for other trainers over HTTP. */
@Path("/v1/lines/{line}")
public class HandoverResource {

    /** The response header that counts pairs which have no place in the form. */
    static final String LEFT_OUT = "Laurel-Left-Out";

    private static final String NDJSON = "application/x-ndjson";

    private final Lines lines;

    private final RequestBody bodies;

    /** The body of a request to bring a checkpoint back. */
    public record RegistrationRequest(String source, String window, String reason, String actor) {

        public RegistrationRequest {
            require(source, "source");
            require(window, "window");
            require(reason, "reason");
            require(actor, "actor");
        }

        private static void require(String value, String name) {
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("a registration needs \"" + name + "\"");
            }
        }
    }

    HandoverResource(Lines lines, RequestBody bodies) {
        this.lines = lines;
        this.bodies = bodies;
    }

    /** The pairs of a version's window, a JSON object a line. */
    @GET
    @Path("/models/{version}/export")
    public Response pairs(
            String line,
            int version,
            @QueryParam("form") @DefaultValue("trl") String form,
            @QueryParam("side") @DefaultValue("training") String side)
            throws IOException {
        PairForm wanted = PairForm.named(form);
        return response(ExportedPairs.of(wanted, lines.line(line).exports().ofVersion(version, Side.named(side))));
    }

    /** Keeps the window that would be trained next under an id. */
    @POST
    @Path("/exports")
    public Response export(String line) throws IOException {
        ExportedWindow.Contents kept = lines.line(line).export().contents();
        return Response.created(URI.create("/v1/lines/" + line + "/exports/" + kept.id()))
                .type(MediaType.APPLICATION_JSON)
                .entity(kept)
                .build();
    }

    /** The pairs of a window that was kept, a JSON object a line. */
    @GET
    @Path("/exports/{id}/pairs")
    public Response exported(
            String line,
            String id,
            @QueryParam("form") @DefaultValue("trl") String form,
            @QueryParam("side") @DefaultValue("training") String side)
            throws IOException {
        PairForm wanted = PairForm.named(form);
        return response(ExportedPairs.of(wanted, lines.line(line).exports().ofExport(id, Side.named(side))));
    }

    /** Brings a checkpoint that was trained elsewhere back as a version; watched like a window. */
    @POST
    @Path("/registrations")
    public Response register(String line, String body) {
        RegistrationRequest request = bodies.require(body, RegistrationRequest.class);
        Progress progress = lines.line(line)
                .register(Registration.asked(
                        request.source(), request.window(), new Requester(request.reason(), request.actor())));
        return Response.accepted(progress)
                .type(MediaType.APPLICATION_JSON)
                .location(URI.create("/v1/lines/" + line + "/windows/" + progress.id()))
                .build();
    }

    private static Response response(ExportedPairs pairs) {
        return Response.ok(pairs.lines(), NDJSON)
                .header(LEFT_OUT, pairs.leftOut())
                .build();
    }
}
