package dev.laurel.scorer.rest.vllm;

import java.util.List;

import dev.laurel.scorer.rest.call.OutputActivation;
import dev.laurel.scorer.rest.call.Scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** vLLM's classification API: a reward is a class's probability, or with {@code "use_activation": false} the reward itself. */
public record VllmClassify(Scoring scoring) implements VllmTexts {

    /** The name transformers gives the class of a model that has one. */
    private static final String LABEL = "LABEL_0";

    /**
     * One text's class, of which a reward model has one.
     *
     * @param probs σ(raw reward), or the raw reward itself where no activation was wanted
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Classified(int index, String label, List<Double> probs, int numClasses) {}

    @Override
    public String idPrefix() {
        return "classify";
    }

    @Override
    public VllmReply.Item item(JsonNode body, VllmOptions options) {
        OutputActivation activation = options.activation().orElse(OutputActivation.LOGISTIC);
        return (index, reward) -> new Classified(index, LABEL, List.of(activation.of(reward)), 1);
    }
}
