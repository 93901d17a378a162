package dev.laurel.scorer.rest.call;

import dev.laurel.scorer.live.Judgement.Reward;

/** Which number of a reward an answer holds. */
public enum OutputActivation {
    /** The model's raw score. */
    NONE,
    /** σ(raw score): between 0 and 1, and no probability, since no temperature is in it. */
    LOGISTIC;

    public double of(Reward reward) {
        return switch (this) {
            case NONE -> reward.raw();
            case LOGISTIC -> 1 / (1 + Math.exp(-reward.raw()));
        };
    }
}
