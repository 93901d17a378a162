package dev.laurel.scorer.rest.vllm;

import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.rest.call.OutputActivation;

/**
 * What vLLM's score API answers.
 *
 * @param object "list"
 * @param created seconds since 1970
 * @param model {@code line@version}
 */
public record PairScoresReply(String id, String object, long created, String model, List<Data> data, Usage usage) {

    /**
     * One pair's number.
     *
     * @param object "score"
     * @param score σ(raw reward), or the raw reward itself where no activation was wanted
     */
    public record Data(int index, String object, double score) {}

    static PairScoresReply of(
            String id, long created, String model, List<Reward> rewards, OutputActivation activation) {
        List<Data> data = IntStream.range(0, rewards.size())
                .mapToObj(i -> new Data(i, "score", activation.of(rewards.get(i))))
                .toList();
        return new PairScoresReply(id, "list", created, model, data, Usage.of(rewards));
    }
}
