package dev.laurel.scorer.rest.vllm;

import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.rest.call.OutputActivation;

/**
 * What vLLM's pooling API answers for a sequence.
 *
 * @param object "list"
 * @param created seconds since 1970
 * @param model {@code line@version}
 */
public record PoolingReply(String id, String object, long created, String model, List<Data> data, Usage usage) {

    /**
     * One text's pooled output, of which a reward model has one number.
     *
     * @param object "pooling"
     */
    public record Data(int index, String object, Object data) {}

    static PoolingReply of(
            String id,
            long created,
            String model,
            List<Reward> rewards,
            OutputActivation activation,
            EncodingFormat format) {
        List<Data> data = IntStream.range(0, rewards.size())
                .mapToObj(i -> new Data(i, "pooling", format.of(activation.of(rewards.get(i)))))
                .toList();
        return new PoolingReply(id, "list", created, model, data, Usage.of(rewards));
    }
}
