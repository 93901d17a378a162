package dev.laurel.trainer.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.train.BatchPlan;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.TrainingLoop;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.reward.train.TrainingRun;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.StageProgress;

/** Trains challengers from a model directory into another one, and scores both models on the same held-out pairs. */
public record ChallengerTraining(Engine engine, TrainingOptions options, SeveralJudges severalJudges) {

    /**
     * Trains one challenger, or goes on from what an earlier process has reached.
     *
     * @param from a model directory
     * @param verify is told the digest of the weights in {@code from} and throws if they are not to be used
     * @param pairs those to train on, new and replayed, and those to judge on, of all windows
     * @param averaged directories of earlier versions, by number, whose mean with the trained model competes with it
     * @param to where the run leaves what it reaches, and the challenger in the end
     * @param spending takes the time
     * @throws TrainingFailedException if nothing is left to train or judge on
     * @throws TooFewPairsException if the prompts are too few to have both
     * @throws TrainingInterruptedException if the thread is interrupted
     * @throws dev.laurel.reward.train.TrainingDivergedException if the loss is no number
     */
    public Challenger run(
            Path from,
            Consumer<String> verify,
            Split pairs,
            Map<Integer, Path> averaged,
            RunDirectory to,
            PhaseTimer spending,
            Consumer<UnaryOperator<Progress>> progress)
            throws IOException {
        progress.accept(Progress::encoding);
        Parent parent = parent(from, verify, pairs, spending, progress);
        progress.accept(p -> p.leftOut(parent.data().fresh().unusable()));
        BatchPlan plan = parent.data().plan(options);
        progress.accept(p -> p.training(
                plan.steps(),
                parent.data().fresh().pairs().size(),
                parent.data().replayed().pairs().size(),
                parent.heldOut().pairs().size()));
        List<StepRecord> steps = train(from, parent.data(), plan, to, spending, progress);
        progress.accept(Progress::evaluating);
        Scored trained = score(to.model(), parent.heldOut(), spending);
        Optional<Scored> mean = averaged.isEmpty()
                ? Optional.empty()
                : Optional.of(score(to.averaged(List.copyOf(averaged.values())), parent.heldOut(), spending));
        Scored chosen = mean.filter(each -> each.loss() < trained.loss()).orElse(trained);
        return new Challenger(
                chosen.model(),
                parent.digest(),
                chosen.digest(),
                parent.data().fresh(),
                parent.data().replayed(),
                parent.heldOut(),
                parent.scores(),
                chosen.scores(),
                mean.map(each -> new Averaging(
                        List.copyOf(averaged.keySet()), trained.loss(), each.loss(), chosen.equals(each))),
                steps);
    }

    /** A candidate on the held-out pairs. */
    private record Scored(Path model, String digest, List<PairScore> scores) {
        double loss() {
            return Evaluation.of(scores).loss();
        }
    }

    private Scored score(Path directory, Examples heldOut, PhaseTimer spending) {
        try (RewardModel model = spending.load(directory, engine)) {
            return new Scored(directory, model.weightDigest(), spending.score(model, heldOut));
        }
    }

    private record Parent(String digest, TrainingData data, Examples heldOut, List<PairScore> scores) {}

    /** Scores the parent before the training and lets go of it, so that two models are never in memory together. */
    private Parent parent(
            Path from,
            Consumer<String> verify,
            Split pairs,
            PhaseTimer spending,
            Consumer<UnaryOperator<Progress>> progress) {
        try (RewardModel parent = spending.load(from, engine)) {
            verify.accept(parent.weightDigest());
            Encoding encoding = new Encoding(pairs, progress);
            TrainingData data =
                    spending.encoding.time(() -> TrainingData.encode(parent.text(), pairs, severalJudges, encoding));
            Examples heldOut = spending.encoding.time(() -> Examples.encode(parent.text(), pairs.heldOut(), encoding));
            requireSome(data.fresh(), "trained on");
            requireSome(heldOut, "held out");
            return new Parent(parent.weightDigest(), data, heldOut, spending.score(parent, heldOut));
        }
    }

    private List<StepRecord> train(
            Path from,
            TrainingData data,
            BatchPlan plan,
            RunDirectory to,
            PhaseTimer spending,
            Consumer<UnaryOperator<Progress>> progress)
            throws IOException {
        if (to.isTrained()) {
            return StepRecord.read(to.model());
        }
        Optional<Path> suspended = to.start();
        List<StepRecord> records =
                suspended.isPresent() ? new ArrayList<>(StepRecord.read(suspended.get())) : new ArrayList<>();
        Pace pace = new Pace(plan.batches(), data.pairs());
        try (TrainingRun run = spending.loading.time(() -> suspended.isPresent()
                ? TrainingRun.resume(suspended.get(), engine, options, plan.steps())
                : TrainingRun.start(from, engine, options, plan.steps()))) {
            pace.begin(System.nanoTime());
            spending.steps.resume();
            TrainingLoop.run(run, data.pairs(), plan, report -> {
                spending.steps.pause();
                records.add(data.record(report, plan.batches().get((int) report.step() - 1)));
                progress.accept(pace.after(report, System.nanoTime()));
                if (Thread.interrupted()) { // and no longer, for files are not written by interrupted threads
                    to.suspend(run, records);
                    throw new TrainingInterruptedException(report.step(), plan.steps());
                }
                if (report.step() < plan.steps()) {
                    spending.checkpoints.resume();
                    to.offer(run, records);
                    spending.checkpoints.pause();
                }
                spending.steps.resume();
            });
            spending.checkpoints.resume();
            to.finish(run, records);
            spending.checkpoints.pause();
        }
        return records;
    }

    /** Counts the pairs of a window that have become what the model reads. */
    private static final class Encoding implements Runnable {

        private final Consumer<UnaryOperator<Progress>> progress;
        private final long all;
        private long done;

        Encoding(Split pairs, Consumer<UnaryOperator<Progress>> progress) {
            this.progress = progress;
            this.all = pairs.training().size()
                    + pairs.replayed().size()
                    + pairs.heldOut().size();
        }

        @Override
        public void run() {
            StageProgress so = new StageProgress(++done, all, "pairs");
            progress.accept(p -> p.counted(so));
        }
    }

    private static void requireSome(Examples examples, String purpose) {
        if (!examples.pairs().isEmpty()) {
            return;
        }
        if (examples.unusable().isEmpty()) {
            throw new TooFewPairsException("no pair can be " + purpose
                    + ": the prompts are too few for the hold-out rule to have taken any on that side; they are left to"
                    + " gather");
        }
        throw new TrainingFailedException("no pair can be " + purpose + "; unusable: " + examples.unusable());
    }
}
