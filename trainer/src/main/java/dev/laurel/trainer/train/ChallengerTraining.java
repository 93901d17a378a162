package dev.laurel.trainer.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.evaluate.PairEvaluator;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.train.BatchPlan;
import dev.laurel.reward.train.StepReport;
import dev.laurel.reward.train.TrainingLoop;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.reward.train.TrainingRun;
import dev.laurel.trainer.window.Split;

/** Trains challengers from a model directory into another one, and scores both models on the same held-out pairs. */
public record ChallengerTraining(Engine engine, TrainingOptions options) {

    private static final double NANOS = 1e9;

    /**
     * Trains one challenger, or goes on from what an earlier process has reached.
     *
     * @param from a model directory
     * @param verify is told the digest of the weights in {@code from} and throws if they are not to be used
     * @param pairs those to train on, and those to judge on, of all windows
     * @param to where the run leaves what it reaches, and the challenger in the end
     * @throws TrainingFailedException if nothing is left to train or judge on
     * @throws TrainingInterruptedException if the thread is interrupted
     * @throws dev.laurel.reward.train.TrainingDivergedException if the loss is no number
     */
    public Challenger run(
            Path from,
            Consumer<String> verify,
            Split pairs,
            RunDirectory to,
            Consumer<UnaryOperator<Progress>> progress)
            throws IOException {
        long startedAt = System.nanoTime();
        Parent parent = parent(from, verify, pairs, progress);
        long trainingAt = System.nanoTime();
        List<StepRecord> steps = train(from, parent.training(), to, progress);
        long trainedAt = System.nanoTime();
        progress.accept(Progress::evaluating);
        try (RewardModel challenger = RewardModel.load(to.model(), engine)) {
            List<PairScore> scores =
                    PairEvaluator.evaluate(challenger, parent.heldOut().pairs());
            return new Challenger(
                    parent.digest(),
                    challenger.weightDigest(),
                    parent.training(),
                    parent.heldOut(),
                    parent.scores(),
                    scores,
                    steps,
                    (trainedAt - trainingAt) / NANOS,
                    (System.nanoTime() - trainedAt + trainingAt - startedAt) / NANOS);
        }
    }

    private record Parent(String digest, Examples training, Examples heldOut, List<PairScore> scores) {}

    /** Scores the parent before the training and lets go of it, so that two models are never in memory together. */
    private Parent parent(Path from, Consumer<String> verify, Split pairs, Consumer<UnaryOperator<Progress>> progress) {
        try (RewardModel parent = RewardModel.load(from, engine)) {
            verify.accept(parent.weightDigest());
            Examples training = Examples.encode(parent.text(), pairs.training());
            Examples heldOut = Examples.encode(parent.text(), pairs.heldOut());
            requireSome(training, "trained on");
            requireSome(heldOut, "held out");
            long steps = options.totalSteps(training.pairs().size());
            progress.accept(p ->
                    p.training(steps, training.pairs().size(), heldOut.pairs().size()));
            return new Parent(
                    parent.weightDigest(), training, heldOut, PairEvaluator.evaluate(parent, heldOut.pairs()));
        }
    }

    private List<StepRecord> train(
            Path from, Examples training, RunDirectory to, Consumer<UnaryOperator<Progress>> progress)
            throws IOException {
        if (to.isTrained()) {
            return StepRecord.read(to.model());
        }
        BatchPlan plan = BatchPlan.shuffled(training.pairs().size(), options);
        Optional<Path> suspended = to.start();
        List<StepRecord> records =
                suspended.isPresent() ? new ArrayList<>(StepRecord.read(suspended.get())) : new ArrayList<>();
        Pace pace = new Pace(records.size());
        try (TrainingRun run = suspended.isPresent()
                ? TrainingRun.resume(suspended.get(), engine, options, plan.steps())
                : TrainingRun.start(from, engine, options, plan.steps())) {
            TrainingLoop.run(run, training.pairs(), plan, report -> {
                List<Integer> batch = plan.batches().get((int) report.step() - 1);
                records.add(new StepRecord(
                        report, batch.stream().map(training.ids()::get).toList()));
                progress.accept(pace.after(report));
                if (Thread.interrupted()) { // and no longer, for files are not written by interrupted threads
                    to.suspend(run, records);
                    throw new TrainingInterruptedException(report.step(), plan.steps());
                }
                if (report.step() < plan.steps()) {
                    to.offer(run, records);
                }
            });
            to.finish(run, records);
        }
        return records;
    }

    /** Tokens and time of this process's steps. */
    private static final class Pace {
        private final long before; // steps of earlier processes
        private final long startedAt = System.nanoTime();
        private long tokens;

        Pace(long before) {
            this.before = before;
        }

        UnaryOperator<Progress> after(StepReport report) {
            tokens += report.tokens();
            double seconds = (System.nanoTime() - startedAt) / NANOS;
            return p -> p.step(report, tokens / seconds, seconds / (report.step() - before));
        }
    }

    private static void requireSome(Examples examples, String purpose) {
        if (examples.pairs().isEmpty()) {
            throw new TrainingFailedException("no pair can be " + purpose + "; unusable: " + examples.unusable());
        }
    }
}
