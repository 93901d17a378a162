package dev.laurel.trainer.rest;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.trainer.Lines;
import dev.laurel.trainer.promotion.Finding;
import dev.laurel.trainer.publish.AnnouncedModels.Appointment;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.run.Trigger;
import dev.laurel.trainer.run.WindowRun;
import dev.laurel.trainer.train.Progress;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Lines over HTTP: start a window and watch it, list versions, appoint a champion. */
@Path("/v1/lines")
@Produces(MediaType.APPLICATION_JSON)
public class LineResource {

    private final Lines lines;

    private final RequestBody bodies;

    LineResource(Lines lines, RequestBody bodies) {
        this.lines = lines;
        this.bodies = bodies;
    }

    /** The body of a request for a window; it may be left out. */
    public record WindowRequest(Optional<Integer> maxPairs) {}

    /** The body of a decision about the champion. */
    public record DecisionRequest(String reason, String actor) {

        public DecisionRequest {
            if (reason == null || reason.isBlank() || actor == null || actor.isBlank()) {
                throw new IllegalArgumentException("a decision about the champion needs \"reason\" and \"actor\"");
            }
        }
    }

    public record LineNames(Set<String> lines) {}

    /** The windows of a line and how they ended, the latest first. */
    public record Windows(String line, List<WindowRun> windows) {}

    /** @param appointment who made the champion one, and why */
    public record Models(
            String line, Optional<Integer> champion, Optional<Appointed> appointment, List<Summary> models) {}

    /**
     * A version in a list; the whole of it is its manifest.
     *
     * @param against what the gate found against it
     */
    public record Summary(
            int version,
            Optional<Integer> parent,
            Instant createdAt,
            int pairs,
            Interval accuracy,
            Interval difference,
            boolean promoted,
            String reason,
            List<Finding> against,
            String weightDigest) {

        static Summary of(Manifest manifest) {
            return new Summary(
                    manifest.version(),
                    manifest.parentVersion(),
                    manifest.createdAt(),
                    manifest.data().trained(),
                    manifest.judgement().challenger().accuracy(),
                    manifest.judgement().difference(),
                    manifest.decision().promoted(),
                    manifest.decision().reason(),
                    manifest.decision().findings().stream()
                            .filter(finding -> !finding.passed())
                            .toList(),
                    manifest.weightDigest());
        }
    }

    /** @param claimed whether nothing but the actor's own word says who decided */
    public record Appointed(
            String line, int champion, Optional<Integer> previous, String reason, String actor, boolean claimed) {}

    @GET
    public LineNames lines() {
        return new LineNames(lines.names());
    }

    @POST
    @Path("/{line}/windows")
    public Response train(String line, String body) {
        Optional<Integer> maxPairs = bodies.read(body, WindowRequest.class).flatMap(WindowRequest::maxPairs);
        if (maxPairs.isPresent() && maxPairs.get() < 2) {
            throw new IllegalArgumentException("max_pairs below 2: " + maxPairs.get());
        }
        Progress progress = lines.line(line).train(maxPairs, Trigger.REQUEST);
        return Response.accepted(progress)
                .location(URI.create("/v1/lines/" + line + "/windows/" + progress.id()))
                .build();
    }

    @GET
    @Path("/{line}/windows")
    public Windows windows(String line) {
        return new Windows(line, lines.line(line).runs().windows());
    }

    @GET
    @Path("/{line}/windows/{id}")
    public Progress window(String line, String id) {
        return lines.line(line).runs().required(id).progress();
    }

    /** Cancels the window that runs. Asking again changes nothing. */
    @DELETE
    @Path("/{line}/windows/current")
    public Response cancel(String line) throws IOException {
        return cancelled(lines.line(line).cancel(Optional.empty()));
    }

    @DELETE
    @Path("/{line}/windows/{id}")
    public Response cancel(String line, String id) throws IOException {
        return cancelled(lines.line(line).cancel(Optional.of(id)));
    }

    private static Response cancelled(Progress window) {
        return window.state().ended()
                ? Response.ok(window).build()
                : Response.accepted(window).build();
    }

    @GET
    @Path("/{line}/models")
    public Models models(String line) throws IOException {
        Optional<Appointment> appointment = lines.line(line).announced().appointment();
        return new Models(
                line,
                appointment.map(Appointment::version),
                appointment.map(made -> appointed(line, made)),
                lines.line(line).manifests().stream().map(Summary::of).toList());
    }

    @GET
    @Path("/{line}/models/{version}")
    public Manifest model(String line, int version) throws IOException {
        return lines.line(line).version(version).manifest();
    }

    @POST
    @Path("/{line}/models/{version}/promote")
    public Appointed promote(String line, int version, String body) throws IOException {
        DecisionRequest request = decision(body);
        return appointed(line, lines.line(line).promote(version, request.reason(), request.actor()));
    }

    @POST
    @Path("/{line}/rollback")
    public Appointed rollback(String line, String body) throws IOException {
        DecisionRequest request = decision(body);
        return appointed(line, lines.line(line).rollback(request.reason(), request.actor()));
    }

    private DecisionRequest decision(String body) {
        return bodies.read(body, DecisionRequest.class).orElseGet(() -> new DecisionRequest(null, null));
    }

    private static Appointed appointed(String line, Appointment appointment) {
        return new Appointed(
                line,
                appointment.version(),
                appointment.record().getPrevious(),
                appointment.record().getReason(),
                appointment.record().getActor(),
                appointment.record().getActorClaimed());
    }
}
