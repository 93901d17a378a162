package dev.laurel.scorer.rest.sglang;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Fields;
import dev.laurel.scorer.rest.call.Form;
import dev.laurel.scorer.rest.call.Input;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.Pairs;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.rest.call.Scoring;
import dev.laurel.scorer.rest.call.Truncation;
import dev.laurel.service.problem.Problem;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * SGLang's score API for sequence classifiers: {@code query} is the prompt, {@code items} are answers to it, and each list of scores is the raw reward
 * alone. Texts are formatted as the model was trained; token ids are scored as they are, the item's after the query's. Probabilities of label tokens are
 * a language model's and are refused.
 */
public record SglangScore(Scoring scoring) implements Form {

    private static final String ADVICE = "shorten it, since SGLang's score API cuts nothing";

    /** What it answers; {@code object} is "scoring". */
    public record Reply(List<List<Double>> scores, String model, Usage usage, String object) {}

    /** How much was read. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Usage(long promptTokens, long totalTokens, int completionTokens) {}

    @Override
    public boolean is(JsonNode body) {
        return !body.has("messages")
                && !body.has("response")
                && (body.has("query") || body.has("items") || body.has("label_token_ids"));
    }

    @Override
    public Plan<Response> plan(JsonNode body, Call call, Lease lease) {
        Fields.refuse(body, "a reward model gives no probabilities of tokens", "label_token_ids");
        Fields.refuse(body, "a reward is one number, of which a softmax is always 1", "apply_softmax");
        Fields.refuse(body, "the query is the prompt and comes first", "item_first");
        Fields.refuse(body, "a reward is all there is", "return_pooled_hidden_states");
        return scoring.plan(
                lease,
                Fields.name(body, "model"),
                "items",
                input(body.path("query"), body.path("items")),
                Truncation.none(ADVICE),
                (model, rewards) -> reply(ModelNames.of(model), rewards));
    }

    private Input input(JsonNode query, JsonNode items) {
        if (!query.isArray()) {
            return Pairs.of(
                    "query", List.of(Pairs.text("query", query)), "items", Pairs.texts("items", items), scoring.most());
        }
        int[] before = ids("query", query);
        if (!items.isArray() || items.isEmpty() || !items.get(0).isArray()) {
            throw Refusals.badParameter("items", "items must be arrays of token ids, as query is one");
        }
        requireBounded(before.length, items);
        List<int[]> joined = new ArrayList<>();
        for (JsonNode item : items) {
            int[] after = ids("items[" + joined.size() + "]", item);
            joined.add(
                    IntStream.concat(IntStream.of(before), IntStream.of(after)).toArray());
        }
        return new Input.Ids("items", joined);
    }

    private void requireBounded(int before, JsonNode items) {
        if (items.size() > scoring.most()) {
            throw Refusals.tooMany(items.size() + " items where one request may have " + scoring.most());
        }
        if ((long) before * items.size() > Pairs.MOST_CHARACTERS) {
            throw Refusals.tooMany("query and items have too many token ids together; send several requests");
        }
    }

    private static int[] ids(String field, JsonNode array) {
        if (array.isArray() && array.isEmpty()) {
            return new int[0];
        }
        if (array.isArray()
                && Input.read(field, array, false) instanceof Input.Ids ids
                && ids.size() == 1
                && !array.get(0).isArray()) {
            return ids.ids().get(0);
        }
        throw Refusals.badParameter(field, field + " must be an array of token ids");
    }

    private static Reply reply(String model, List<Reward> rewards) {
        long tokens = rewards.stream().mapToLong(Reward::tokens).sum();
        return new Reply(
                rewards.stream().map(reward -> List.of(reward.raw())).toList(),
                model,
                new Usage(tokens, tokens, 0),
                "scoring");
    }

    /** As SGLang's OpenAI routes say it, without an object around it. */
    @Override
    public Response refusal(ProblemException problem) {
        Problem body = problem.problem();
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("object", "error");
        error.put("message", body.detail());
        error.put("type", body.status() < 500 ? "BadRequestError" : "InternalServerError");
        error.put("param", body.field());
        error.put("code", body.status());
        return problem.as(MediaType.APPLICATION_JSON, error);
    }
}
