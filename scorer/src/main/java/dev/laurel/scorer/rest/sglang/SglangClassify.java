package dev.laurel.scorer.rest.sglang;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Fields;
import dev.laurel.scorer.rest.call.Form;
import dev.laurel.scorer.rest.call.Input;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.rest.call.Scoring;
import dev.laurel.scorer.rest.call.Truncation;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * SGLang's reward API: {@code text} or {@code input_ids} are scored as they are, and each {@code embedding} is the raw reward alone. A single text is
 * answered with an object, several with an array.
 */
public record SglangClassify(Scoring scoring) implements Form {

    private static final String ADVICE = "shorten it, since SGLang's reward API cuts nothing";

    /** One text's reward. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Scored(List<Double> embedding, MetaInfo metaInfo) {}

    /**
     * What is known besides.
     *
     * @param weightVersion the model version
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record MetaInfo(String id, int promptTokens, int cachedTokens, String weightVersion) {}

    @Override
    public boolean is(JsonNode body) {
        return (body.has("text") || body.has("input_ids")) && !body.has("input") && !body.has("messages");
    }

    @Override
    public Plan<Response> plan(JsonNode body, Call call, Lease lease) {
        Fields.refuse(
                body,
                "a reward model reads text only",
                "image_data",
                "video_data",
                "audio_data",
                "input_embeds",
                "is_cross_encoder_request",
                "lora_path");
        if (body.hasNonNull("text") == body.hasNonNull("input_ids")) {
            throw Refusals.badParameter("text", "either text or input_ids is required");
        }
        String field = body.hasNonNull("text") ? "text" : "input_ids";
        JsonNode given = body.path(field);
        boolean single =
                given.isTextual() || field.equals("input_ids") && given.path(0).isNumber();
        Input input = Input.read(field, given, true);
        if (input instanceof Input.Texts != field.equals("text")) {
            throw Refusals.badParameter(field, field + " has other things than its name says");
        }
        String id = call.id("reward", single ? Fields.name(body, "rid") : Optional.empty());
        return scoring.plan(
                lease, Fields.name(body, "model"), field, input, Truncation.none(ADVICE), (model, rewards) -> {
                    List<Scored> scored = scored(id, rewards, single);
                    return single ? scored.get(0) : scored;
                });
    }

    private static List<Scored> scored(String id, List<Reward> rewards, boolean single) {
        List<Scored> scored = new ArrayList<>();
        for (Reward reward : rewards) {
            scored.add(new Scored(
                    List.of(reward.raw()),
                    new MetaInfo(
                            single ? id : id + "-" + scored.size(),
                            reward.tokens(),
                            0,
                            String.valueOf(reward.version()))));
        }
        return scored;
    }

    @Override
    public Response refusal(ProblemException problem) {
        return problem.as(
                MediaType.APPLICATION_JSON,
                Map.of("error", Map.of("message", problem.problem().detail())));
    }
}
