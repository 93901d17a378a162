package dev.laurel.trainer.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.train.BatchPlan;
import dev.laurel.reward.train.StepReport;
import dev.laurel.reward.train.TrainingLoop;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.reward.train.TrainingRun;
import dev.laurel.trainer.window.Split;

/** Trains a model as {@link ChallengerTraining} does, from the same start, pairs and options, without judging it or keeping anything on the way. */
public record Retraining(Engine engine, TrainingOptions options) {

    private static final StepReport NOT_TAKEN = new StepReport(0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * The pairs that each step would train on; nothing is computed, and the reports say nothing.
     *
     * @param from a model directory
     */
    public List<StepRecord> plan(Path from, Split pairs) {
        TrainingData data = encode(from, pairs);
        return data.plan(options).batches().stream()
                .map(batch -> data.record(NOT_TAKEN, batch))
                .toList();
    }

    /**
     * Trains.
     *
     * @param from a model directory
     * @param to a new or empty directory for the trained model
     * @param progress told of each step, and of how many there are
     * @return what each step did
     * @throws TrainingInterruptedException if the thread is interrupted
     */
    public List<StepReport> run(Path from, Split pairs, Path to, BiConsumer<StepReport, Integer> progress)
            throws IOException {
        TrainingData data = encode(from, pairs);
        BatchPlan plan = data.plan(options);
        List<StepReport> steps = new ArrayList<>();
        try (TrainingRun run = TrainingRun.start(from, engine, options, plan.steps())) {
            TrainingLoop.run(run, data.pairs(), plan, report -> {
                steps.add(report);
                progress.accept(report, plan.steps());
                if (Thread.interrupted()) {
                    throw new TrainingInterruptedException(report.step(), plan.steps());
                }
            });
            run.save(to);
        }
        return steps;
    }

    private static TrainingData encode(Path from, Split pairs) {
        try (RewardText text = RewardText.load(from)) {
            return TrainingData.encode(text, pairs);
        }
    }
}
