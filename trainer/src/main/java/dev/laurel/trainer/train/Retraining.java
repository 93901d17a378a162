package dev.laurel.trainer.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.train.BatchPlan;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.StepReport;
import dev.laurel.reward.train.TrainingLoop;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.reward.train.TrainingRun;
import dev.laurel.trainer.window.Split;

/** Trains a model as {@link ChallengerTraining} does, from the same start, pairs and options, without judging it or keeping anything on the way. */
public record Retraining(Engine engine, TrainingOptions options, SeveralJudges severalJudges) {

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
    public List<StepReport> run(Path from, Split pairs, Path to, BiConsumer<StepReport, Integer> progress) {
        return run(from, pairs, Integer.MAX_VALUE, progress, run -> run.save(to));
    }

    /**
     * Takes the first steps and no more, as a whole training takes them; what they lead to is let go.
     *
     * @param most at most so many steps
     * @see #run(Path, Split, Path, BiConsumer)
     */
    public List<StepReport> begin(Path from, Split pairs, int most, BiConsumer<StepReport, Integer> progress) {
        return run(from, pairs, most, progress, run -> {});
    }

    private List<StepReport> run(
            Path from,
            Split pairs,
            int most,
            BiConsumer<StepReport, Integer> progress,
            Consumer<TrainingRun> afterwards) {
        TrainingData data = encode(from, pairs);
        BatchPlan whole = data.plan(options);
        BatchPlan plan = whole.first(most);
        List<StepReport> steps = new ArrayList<>();
        try (TrainingRun run = TrainingRun.start(from, engine, options, whole.steps())) {
            TrainingLoop.run(run, data.pairs(), plan, report -> {
                steps.add(report);
                progress.accept(report, plan.steps());
                if (Thread.interrupted()) {
                    throw new TrainingInterruptedException(report.step(), plan.steps());
                }
            });
            afterwards.accept(run);
        }
        return steps;
    }

    private TrainingData encode(Path from, Split pairs) {
        try (RewardText text = RewardText.load(from)) {
            return TrainingData.encode(text, pairs, severalJudges);
        }
    }
}
