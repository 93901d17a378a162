package dev.laurel.reward.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import dev.laurel.reward.text.EncodedPair;

/** Trains on pairs: epoch after epoch, in an order that the seed decides, batch after batch. */
public final class TrainingLoop {

    private TrainingLoop() {}

    /**
     * Runs all epochs of the run's options, or what is left of them where the run was resumed.
     *
     * @param pairs at least one
     * @param reports told of every optimizer step, on the calling thread; what it throws ends the loop
     */
    public static void run(TrainingRun run, List<EncodedPair> pairs, Consumer<StepReport> reports) {
        TrainingOptions options = run.options();
        Random random = new Random(options.seed());
        List<EncodedPair> order = new ArrayList<>(pairs);
        long done = run.stepsTaken();
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            Collections.shuffle(order, random);
            for (int from = 0; from < order.size(); from += options.batchPairs()) {
                List<EncodedPair> batch = order.subList(from, Math.min(order.size(), from + options.batchPairs()));
                if (done > 0) {
                    done--; // trained on before the run was suspended
                } else {
                    reports.accept(run.step(batch)); // score, loss, backward, clip, update
                }
            }
        }
    }
}
