package dev.laurel.scorer.batch;

import java.time.Instant;
import java.util.Optional;

import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Reward;

/**
 * What the batch of a poll says about one of its records; travels to the processor as {@link OutcomeHeader}.
 *
 * @param shadow what a challenger says beside it
 * @param batchStarted when the batch began, which is when it took the versions that score it
 * @param scored when its rewards were known
 * @param batchSize responses in the batch
 */
public record Outcome(
        Judgement judgement, Optional<Reward> shadow, Instant batchStarted, Instant scored, int batchSize) {}
