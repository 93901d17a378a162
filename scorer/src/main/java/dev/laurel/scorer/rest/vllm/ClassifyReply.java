package dev.laurel.scorer.rest.vllm;

import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.rest.call.OutputActivation;

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

    static ClassifyReply of(String id, long created, String model, List<Reward> rewards, OutputActivation activation) {
        List<Data> data = IntStream.range(0, rewards.size())
                .mapToObj(i -> new Data(i, LABEL, List.of(activation.of(rewards.get(i))), 1))
                .toList();
        return new ClassifyReply(id, "list", created, model, data, Usage.of(rewards));
    }
}
