package dev.laurel.scorer.rest.vllm;

import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.rest.call.OutputActivation;

/**
 * What an embeddings API answers, each embedding being the raw reward alone.
 *
 * @param object "list"
 * @param created seconds since 1970
 * @param model {@code line@version}
 */
public record EmbeddingsReply(String id, String object, long created, String model, List<Data> data, Usage usage) {

    /**
     * One text's reward.
     *
     * @param object "embedding"
     */
    public record Data(int index, String object, Object embedding) {}

    static EmbeddingsReply of(String id, long created, String model, List<Reward> rewards, EncodingFormat format) {
        List<Data> data = IntStream.range(0, rewards.size())
                .mapToObj(i -> new Data(i, "embedding", format.of(OutputActivation.NONE.of(rewards.get(i)))))
                .toList();
        return new EmbeddingsReply(id, "list", created, model, data, Usage.of(rewards));
    }
}
