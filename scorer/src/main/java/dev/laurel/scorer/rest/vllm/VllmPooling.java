package dev.laurel.scorer.rest.vllm;

import dev.laurel.schema.accept.Shown;
import dev.laurel.scorer.rest.call.Fields;
import dev.laurel.scorer.rest.call.OutputActivation;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.Scoring;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * vLLM's pooling API for sequences. The number is what {@code /classify} gives for the tasks {@code classify} and {@code score}, and the raw reward for
 * the task {@code reward}; an outcome reward model has no vectors and no numbers of single tokens, so that tasks for these are refused.
 */
public record VllmPooling(Scoring scoring) implements VllmTexts {

    /**
     * One text's pooled output, of which a reward model has one number.
     *
     * @param object "pooling"
     */
    public record Pooled(int index, String object, Object data) {}

    @Override
    public String idPrefix() {
        return "pooling";
    }

    @Override
    public VllmReply.Item item(JsonNode body, VllmOptions options) {
        OutputActivation activation = options.activation().orElse(activation(body));
        EncodingFormat format = EncodingFormat.read(body);
        return (index, reward) -> new Pooled(index, "pooling", format.of(activation.of(reward)));
    }

    private static OutputActivation activation(JsonNode body) {
        String task = Fields.text(body, "task").orElse("classify");
        return switch (task) {
            case "classify", "score" -> OutputActivation.LOGISTIC;
            case "reward" -> OutputActivation.NONE;
            default ->
                throw Refusals.badParameter(
                        "task",
                        "task " + Shown.of(task) + " is not supported: an outcome reward model has one number for a"
                                + " text, by the tasks classify, score and reward");
        };
    }
}
