package dev.laurel.reward.train;

import java.util.List;
import java.util.function.Consumer;

import dev.laurel.reward.text.EncodedPair;

/** placeholder of the signature */
public final class TrainingLoop {

    private TrainingLoop() {}

    /** Trains on all pairs, epoch after epoch in a seeded order, and reports every optimizer step. */
    public static void run(TrainingRun run, List<EncodedPair> pairs, Consumer<StepReport> reports) {
        throw new UnsupportedOperationException();
    }
}
