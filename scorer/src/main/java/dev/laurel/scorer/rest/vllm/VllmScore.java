package dev.laurel.scorer.rest.vllm;

import java.util.List;

import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.rest.call.Body;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Input;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.OutputActivation;
import dev.laurel.scorer.rest.call.Pairs;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.rest.call.Scoring;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;

/** vLLM's score API: the first text of a pair is the prompt, the second the answer; the number is that of {@code /classify}. */
public record VllmScore(Scoring scoring) implements VllmForm {

    /** Names of the two texts, of which a request has both. */
    private record Sides(String prompt, String answer) {}

    private static final List<Sides> KNOWN = List.of(
            new Sides("queries", "documents"),
            new Sides("queries", "items"),
            new Sides("data_1", "data_2"),
            new Sides("text_1", "text_2"));

    /**
     * One pair's number.
     *
     * @param object "score"
     * @param score σ(raw reward), or the raw reward itself where no activation was wanted
     */
    public record Scored(int index, String object, double score) {}

    @Override
    public boolean is(JsonNode body) {
        return !body.has("messages")
                && !body.has("response")
                && (body.has("queries")
                        || body.has("documents")
                        || body.has("data_1")
                        || body.has("data_2")
                        || body.has("text_1")
                        || body.has("text_2"));
    }

    @Override
    public Plan<Response> plan(JsonNode body, Call call, Lease lease) {
        VllmOptions options = VllmOptions.read(Body.object(body));
        Sides sides = sides(body);
        OutputActivation activation = options.activation().orElse(OutputActivation.LOGISTIC);
        String id = call.id("score", options.requestId());
        Input pairs = Pairs.of(
                sides.prompt(),
                Pairs.texts(sides.prompt(), body.path(sides.prompt())),
                sides.answer(),
                Pairs.texts(sides.answer(), body.path(sides.answer())),
                scoring.most());
        return scoring.plan(
                lease,
                options.model(),
                sides.answer(),
                pairs,
                options.truncation(),
                (model, rewards) -> VllmReply.of(
                        id,
                        call.received().getEpochSecond(),
                        ModelNames.of(model),
                        rewards,
                        (index, reward) -> new Scored(index, "score", activation.of(reward))));
    }

    private static Sides sides(JsonNode body) {
        List<Sides> given = KNOWN.stream()
                .filter(sides -> body.hasNonNull(sides.prompt()) && body.hasNonNull(sides.answer()))
                .toList();
        if (given.size() != 1) {
            throw Refusals.badParameter(
                    "queries",
                    "a request has either queries with documents or items, or text_1 with text_2, or data_1 with data_2");
        }
        return given.get(0);
    }
}
