package dev.laurel.scorer.rest;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.laurel.reward.text.TokenSequence;
import dev.laurel.schema.Line;
import dev.laurel.scorer.ScorerConfig;
import dev.laurel.scorer.batch.RequestBatcher.Piece;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.LiveModel;
import dev.laurel.scorer.rest.RequestScorer.Plan;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code POST /classify} and {@code POST /v1/classify}: rewards in the form of vLLM's classification API, its errors included. */
@Path("/")
public class ClassifyResource {

    private final RequestScorer scorer;
    private final Lines lines;
    private final int maxResponses;
    private final Duration deadline;
    private final Clock clock = Clock.systemUTC();

    public ClassifyResource(RequestScorer scorer, Lines lines, ScorerConfig config) {
        this.scorer = scorer;
        this.lines = lines;
        this.maxResponses = config.http().maxResponses();
        this.deadline = config.http().deadline();
    }

    @POST
    @Path("v1/classify")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> classifyV1(
            @HeaderParam("X-Request-Id") String requestId,
            @QueryParam(Deadline.PARAMETER) String deadlineParameter,
            @HeaderParam(Deadline.HEADER) String deadlineHeader,
            String body) {
        return classify(requestId, deadlineParameter, deadlineHeader, body);
    }

    @POST
    @Path("classify")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> classify(
            @HeaderParam("X-Request-Id") String requestId,
            @QueryParam(Deadline.PARAMETER) String deadlineParameter,
            @HeaderParam(Deadline.HEADER) String deadlineHeader,
            String body) {
        long created = clock.instant().getEpochSecond();
        Optional<String> named = Optional.ofNullable(requestId);
        try {
            Duration within = Deadline.of(deadlineParameter, deadlineHeader, deadline);
            return Answers.of(
                    scorer.score(within, lease -> plan(body, named, created, lease)),
                    failure -> refusal(Problem.of(failure)));
        } catch (Problem e) {
            return Uni.createFrom().item(refusal(e));
        }
    }

    private Plan<Response> plan(String body, Optional<String> requestId, long created, Lease lease) {
        ClassifyRequest request = ClassifyRequest.read(Body.object(body));
        LiveModel model = model(request.model(), lease);
        List<TokenSequence> sequences = request.sequences(model);
        if (sequences.size() > maxResponses) {
            throw Problem.tooMany(sequences.size() + " inputs where one request may have " + maxResponses);
        }
        String id = "classify-"
                + requestId
                        .or(request::requestId)
                        .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
        return new Plan<>(
                sequences.stream().map(sequence -> new Piece(model, sequence)).toList(), judgements -> Response.ok(
                                ClassifyReply.of(
                                        id, created, name(model), rewards(judgements), request.useActivation()),
                                MediaType.APPLICATION_JSON)
                        .build());
    }

    /** A line by its name, with or without the version that is active. */
    private LiveModel model(Optional<String> name, Lease lease) {
        Optional<Line> line = name.isEmpty()
                ? lines.serving("default", "default")
                : lines.named(name.get().replaceFirst("@\\d+$", ""));
        if (line.isEmpty()) {
            throw Problem.noLine(
                    null,
                    "model",
                    name.map(given -> "The model `" + given + "` does not exist.")
                            .orElse("no line serves tenant and task \"default\": name one as model"));
        }
        LiveModel model = lease.model(line.get().name())
                .orElseThrow(
                        () -> Problem.noModel(null, "line \"" + line.get().name() + "\" has no active version yet"));
        if (name.isPresent()
                && !name.get().equals(line.get().name())
                && !name.get().equals(name(model))) {
            throw Problem.noLine(null, "model", "The model `" + name.get() + "` does not exist.");
        }
        return model;
    }

    private static String name(LiveModel model) {
        return model.announced().line() + "@" + model.announced().version();
    }

    private static List<Reward> rewards(List<Judgement> judgements) {
        return judgements.stream()
                .map(judgement -> {
                    if (judgement instanceof Failure failure) {
                        throw ItemPlan.unscorable(judgements.indexOf(judgement), failure);
                    }
                    return (Reward) judgement;
                })
                .toList();
    }

    /** As vLLM says it: {@code {"error": {message, type, param, code}}}. */
    private static Response refusal(Problem problem) {
        Problem.Body body = problem.body();
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", body.detail());
        error.put("type", type(body.status()));
        error.put("param", body.field());
        error.put("code", body.status());
        return problem.as(MediaType.APPLICATION_JSON, Map.of("error", error));
    }

    private static String type(int status) {
        return switch (status) {
            case 404 -> "NotFoundError";
            case 503 -> "ServiceUnavailableError";
            case 504 -> "GatewayTimeoutError";
            default -> status < 500 ? "BadRequestError" : "InternalServerError";
        };
    }
}
