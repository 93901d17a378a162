package dev.laurel.scorer.rest;

import dev.laurel.scorer.live.Judgement.Reward;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What a response was worth to the version that scored it, as JSON in snake case.
 *
 * @param probability absent unless the version is calibrated
 * @param answerUnread whether the prompt alone filled what the model reads, so that the reward says nothing about the answer
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Score(
        double reward,
        double normalizedReward,
        Double probability,
        String modelLine,
        int modelVersion,
        int tokens,
        boolean truncated,
        boolean answerUnread) {

    static Score of(Reward reward) {
        return new Score(
                reward.raw(),
                reward.normalized(),
                reward.probability().isPresent() ? reward.probability().getAsDouble() : null,
                reward.line(),
                reward.version(),
                reward.tokens(),
                reward.truncated(),
                reward.answerUnread());
    }
}
