package dev.laurel.scorer.rest.vllm;

import java.util.List;

import dev.laurel.scorer.live.Judgement.Reward;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** How much was read; a reward model writes nothing. {@code promptTokensDetails} is null: nothing is cached. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Usage(long promptTokens, long totalTokens, int completionTokens, Object promptTokensDetails) {

    static Usage of(List<Reward> rewards) {
        long tokens = rewards.stream().mapToLong(Reward::tokens).sum();
        return new Usage(tokens, tokens, 0, null);
    }
}
