package dev.laurel.scorer.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * {@code POST /get_reward}: the remote reward model of OpenRLHF. Each text of {@code query} is scored as it is, template and end marker included by who
 * sends it; {@code prompts} and {@code labels} come along and are not needed. What OpenRLHF's client cannot put into the body is a query parameter of the
 * URL that it is given: the line, and whether rewards are normalised.
 */
@Path("/get_reward")
public class GetRewardResource {

    private final RequestScorer scorer;
    private final Lines lines;
    private final int maxResponses;
    private final Duration deadline;

    public GetRewardResource(RequestScorer scorer, Lines lines, ScorerConfig config) {
        this.scorer = scorer;
        this.lines = lines;
        this.maxResponses = config.http().maxResponses();
        this.deadline = config.http().getRewardDeadline();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> getReward(
            @QueryParam("line") String line,
            @QueryParam("normalize") @DefaultValue("false") boolean normalize,
            @QueryParam(Deadline.PARAMETER) String deadlineParameter,
            @HeaderParam(Deadline.HEADER) String deadlineHeader,
            String body) {
        Duration within = Deadline.of(deadlineParameter, deadlineHeader, deadline);
        return Answers.of(scorer.score(within, lease -> plan(body, Optional.ofNullable(line), normalize, lease)));
    }

    private Plan<Response> plan(String body, Optional<String> line, boolean normalize, Lease lease) {
        List<String> texts = texts(Body.object(body).path("query"));
        if (texts.size() > maxResponses) {
            throw Problem.tooMany(texts.size() + " texts where one request may have " + maxResponses);
        }
        LiveModel model = model(line, lease);
        List<Piece> pieces = model.text().encodeAllRaw(texts).stream()
                .map(sequence -> new Piece(model, sequence))
                .toList();
        return new Plan<>(pieces, judgements -> Response.ok(
                        GetRewardReply.of(rewards(judgements), normalize), MediaType.APPLICATION_JSON)
                .build());
    }

    /** A text alone is a list of one, as it is for OpenRLHF's server. */
    private static List<String> texts(JsonNode query) {
        if (query.isTextual()) {
            return List.of(text(0, query));
        }
        if (!query.isArray()) {
            throw Problem.badParameter(
                    "query",
                    query.isMissingNode()
                            ? "query is missing"
                            : "query must be an array of texts, not " + query.getNodeType());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : query) {
            texts.add(text(texts.size(), text));
        }
        return texts;
    }

    private static String text(int index, JsonNode text) {
        if (!text.isTextual()) {
            throw Problem.invalid(index, "query[" + index + "]", "must be a text, not " + text.getNodeType());
        }
        if (text.textValue().isEmpty()) {
            throw Problem.unscorable(index, "an empty text");
        }
        return text.textValue();
    }

    private LiveModel model(Optional<String> name, Lease lease) {
        Line line = name.isPresent()
                ? lines.named(name.get())
                        .orElseThrow(() -> Problem.noLine(null, "line", "there is no line \"" + name.get() + "\""))
                : lines.serving("default", "default")
                        .orElseThrow(() -> Problem.noLine(
                                null, "line", "no line serves tenant and task \"default\": name one, ?line=NAME"));
        return lease.model(line.name())
                .orElseThrow(() -> Problem.noModel(null, "line \"" + line.name() + "\" has no active version yet"));
    }

    private static List<Reward> rewards(List<Judgement> judgements) {
        List<Reward> rewards = new ArrayList<>();
        for (Judgement judgement : judgements) {
            if (judgement instanceof Failure failure) {
                throw ItemPlan.unscorable(rewards.size(), failure);
            }
            rewards.add((Reward) judgement);
        }
        return rewards;
    }
}
