package dev.laurel.scorer.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the time limits of the stream leave room for the worst batch: as many responses as a batch may have, each as long as the model reads.
 *
 * @param maxResponses most responses in a batch
 * @param maxPollInterval after which the group gives the partitions away
 * @param transactionTimeout after which the broker aborts
 * @param commitInterval between commits
 */
public record BatchBounds(
        int maxResponses, Duration maxPollInterval, Duration transactionTimeout, Duration commitInterval) {

    public BatchBounds {
        if (maxResponses < 1) {
            throw new IllegalArgumentException("max responses of a batch below 1: " + maxResponses);
        }
        if (transactionTimeout.compareTo(commitInterval) <= 0) {
            throw new IllegalArgumentException("transaction timeout " + transactionTimeout
                    + " is not above the commit interval " + commitInterval);
        }
    }

    /** How long a batch may wait for others, so that the limits still leave room for its work: for a line's first version, or for the registry. */
    public Duration patience() {
        Duration ofPoll = maxPollInterval.dividedBy(4);
        Duration ofTransaction = transactionTimeout.dividedBy(2);
        return ofPoll.compareTo(ofTransaction) < 0 ? ofPoll : ofTransaction;
    }

    /** Whether a batch that took so long came close to a time limit. */
    boolean strains(Duration took) {
        return took.multipliedBy(2).compareTo(maxPollInterval) > 0
                || took.plus(commitInterval).compareTo(transactionTimeout) > 0;
    }

    /** How long the worst batch takes at this speed. */
    public Duration worstBatch(int maxTokens, double tokensPerSecond) {
        return Duration.ofMillis((long) (1_000.0 * maxResponses * maxTokens / tokensPerSecond));
    }

    /** What to set differently for a model of this length limit and speed, one sentence each; empty if all is well. */
    public List<String> complaints(int maxTokens, double tokensPerSecond) {
        Duration worst = worstBatch(maxTokens, tokensPerSecond);
        List<String> complaints = new ArrayList<>();
        if (maxPollInterval.compareTo(worst.multipliedBy(2)) < 0) {
            complaints.add(
                    "a batch of %d responses of %d tokens takes up to %d s: set laurel.scorer.max-poll-interval above %d s or lower laurel.scorer.batch.max-responses"
                            .formatted(maxResponses, maxTokens, worst.toSeconds(), 2 * worst.toSeconds()));
        }
        if (transactionTimeout.compareTo(worst.plus(commitInterval)) < 0) {
            complaints.add(
                    "a batch of %d responses of %d tokens takes up to %d s: set laurel.scorer.transaction-timeout above that or lower laurel.scorer.batch.max-responses"
                            .formatted(maxResponses, maxTokens, worst.toSeconds()));
        }
        return complaints;
    }
}
