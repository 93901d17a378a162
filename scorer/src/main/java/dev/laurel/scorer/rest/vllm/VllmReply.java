package dev.laurel.scorer.rest.vllm;

import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.scorer.live.Judgement.Reward;

/**
 * What vLLM's pooling APIs answer.
 *
 * @param object "list"
 * @param created seconds since 1970
 * @param model the line with the version that scored, {@code line@version}
 * @param data an entry for each reward, of the form's own shape
 */
public record VllmReply(String id, String object, long created, String model, List<?> data, Usage usage) {

    /** How a form writes one reward. */
    @FunctionalInterface
    interface Item {

        /** @param index its place in the request */
        Object of(int index, Reward reward);
    }

    static VllmReply of(String id, long created, String model, List<Reward> rewards, Item item) {
        List<Object> data = IntStream.range(0, rewards.size())
                .mapToObj(i -> item.of(i, rewards.get(i)))
                .toList();
        return new VllmReply(id, "list", created, model, data, Usage.of(rewards));
    }
}
