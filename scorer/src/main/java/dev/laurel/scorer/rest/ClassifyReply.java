package dev.laurel.scorer.rest;

import java.util.ArrayList;
import java.util.List;

import dev.laurel.scorer.live.Judgement.Reward;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What vLLM's classification API answers.
 *
 * @param object "list"
 * @param created seconds since 1970
 * @param model the line with the version that scored, {@code line@version}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ClassifyReply(String id, String object, long created, String model, List<Data> data, Usage usage) {

    /** The name transformers gives the class of a model that has one. */
    private static final String LABEL = "LABEL_0";

    /**
     * One text's class, of which a reward model has one.
     *
     * @param probs σ(raw reward), or the raw reward itself where no activation was wanted
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Data(int index, String label, List<Double> probs, int numClasses) {}

    /** How much was read; a reward model writes nothing. {@code promptTokensDetails} is null: nothing is cached. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Usage(long promptTokens, long totalTokens, int completionTokens, Object promptTokensDetails) {}

    static ClassifyReply of(String id, long created, String model, List<Reward> rewards, boolean useActivation) {
        List<Data> data = new ArrayList<>();
        long tokens = 0;
        for (Reward reward : rewards) {
            double prob = useActivation ? 1 / (1 + Math.exp(-reward.raw())) : reward.raw();
            data.add(new Data(data.size(), LABEL, List.of(prob), 1));
            tokens += reward.tokens();
        }
        return new ClassifyReply(id, "list", created, model, data, new Usage(tokens, tokens, 0, null));
    }
}
