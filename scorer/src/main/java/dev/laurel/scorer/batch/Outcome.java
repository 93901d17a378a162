package dev.laurel.scorer.batch;

import java.time.Instant;

import dev.laurel.scorer.live.Judgement;

/**
 * What the batch of a poll says about one of its records; travels to the processor as {@link OutcomeHeader}.
 *
 * @param batchStarted when the batch began
 * @param scored when its rewards were known
 * @param batchSize responses in the batch
 */
public record Outcome(Judgement judgement, Instant batchStarted, Instant scored, int batchSize) {}
