package dev.laurel.trainer.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.evaluate.PairEvaluator;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.train.StepReport;
import dev.laurel.reward.train.TrainingLoop;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.reward.train.TrainingRun;
import dev.laurel.trainer.window.Split;

/** Trains challengers from a model directory into another one, and scores both models on the same held-out pairs. */
public record ChallengerTraining(Engine engine, TrainingOptions options) {

    private static final double NANOS = 1e9;

    /**
     * Trains one challenger.
     *
     * @param from a model directory
     * @param verify is told the digest of the weights in {@code from} and throws if they are not to be used
     * @param pairs those to train on, and those to judge on, of all windows
     * @param to an empty directory, which becomes the challenger's
     * @throws TrainingFailedException if nothing is left to train or judge on, or the thread is interrupted
     * @throws dev.laurel.reward.train.TrainingDivergedException if the loss is no number
     */
    public Challenger run(
            Path from, Consumer<String> verify, Split pairs, Path to, Consumer<UnaryOperator<Progress>> progress) {
        long startedAt = System.nanoTime();
        Parent parent = parent(from, verify, pairs, progress);
        long trainingAt = System.nanoTime();
        List<StepReport> reports = train(from, parent.training(), to, progress);
        long trainedAt = System.nanoTime();
        progress.accept(Progress::evaluating);
        try (RewardModel challenger = RewardModel.load(to, engine)) {
            List<PairScore> scores =
                    PairEvaluator.evaluate(challenger, parent.heldOut().pairs());
            return new Challenger(
                    parent.digest(),
                    challenger.weightDigest(),
                    parent.training(),
                    parent.heldOut(),
                    parent.scores(),
                    scores,
                    reports,
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

    private List<StepReport> train(Path from, Examples training, Path to, Consumer<UnaryOperator<Progress>> progress) {
        long steps = options.totalSteps(training.pairs().size());
        List<StepReport> reports = new ArrayList<>();
        long startedAt = System.nanoTime();
        long[] tokens = {0};
        try (TrainingRun run = TrainingRun.start(from, engine, options, steps)) {
            TrainingLoop.run(run, training.pairs(), report -> {
                stopIfInterrupted(report, steps);
                reports.add(report);
                tokens[0] += report.tokens();
                Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
                progress.accept(p -> p.step(report, tokens[0], elapsed));
            });
            run.save(to);
        }
        return reports;
    }

    private static void stopIfInterrupted(StepReport report, long steps) {
        if (Thread.currentThread().isInterrupted()) {
            throw new TrainingFailedException("interrupted at step " + report.step() + " of " + steps);
        }
    }

    private static void requireSome(Examples examples, String purpose) {
        if (examples.pairs().isEmpty()) {
            throw new TrainingFailedException("no pair can be " + purpose + "; unusable: " + examples.unusable());
        }
    }
}
