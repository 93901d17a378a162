package dev.laurel.reward.train;

import java.util.List;
import java.util.function.Consumer;

import dev.laurel.reward.text.EncodedPair;

/** Trains on pairs, batch after batch of a plan. */
public final class TrainingLoop {

    private TrainingLoop() {}

    /** Runs all epochs of the run's options, in an order that their seed decides, or what is left where the run was resumed. */
    public static void run(TrainingRun run, List<EncodedPair> pairs, Consumer<StepReport> reports) {
        run(run, pairs, BatchPlan.shuffled(pairs.size(), run.options()), reports);
    }

    /**
     * Runs a plan, from the step that the run has reached.
     *
     * @param reports told of every optimizer step, on the calling thread; what it throws ends the loop
     */
    public static void run(TrainingRun run, List<EncodedPair> pairs, BatchPlan plan, Consumer<StepReport> reports) {
        for (List<Integer> batch : plan.batches().subList((int) run.stepsTaken(), plan.steps())) {
            reports.accept(run.step(batch.stream().map(pairs::get).toList())); // score, loss, backward, clip, update
        }
    }
}
