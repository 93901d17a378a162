package dev.laurel.command.offline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.command.console.Progress;
import dev.laurel.command.console.TrainingProgress;
import dev.laurel.command.pairs.AccuracyTable;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.PairEvaluator;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.train.TrainingDivergedException;
import dev.laurel.reward.train.TrainingLoop;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.reward.train.TrainingRun;

import me.tongfei.progressbar.ProgressBar;

/** Trains on pairs in memory, prepares the result in a workspace, and judges what came before and after. */
record Fitting(
        Workspace work, Outputs outputs, Base base, FormattingProfile profile, TrainingOptions options, Engine engine) {

    private static final String BASE = "base";
    private static final String TRAINED = "trained";
    private static final int PAIRS_AT_ONCE = 64;
    private static final double NANOS = 1e9;

    /**
     * What came of it.
     *
     * @param accuracy on the held-out pairs; of the base only if it has a reward head
     * @param scale of the rewards on the held-out pairs, as saved with the model
     * @param weightDigest SHA-256 of the trained weights, merged where the whole model is saved
     */
    record Fitted(
            List<Path> saved,
            int pairs,
            long steps,
            double seconds,
            double tokensPerSecond,
            AccuracyTable accuracy,
            RewardScale scale,
            String weightDigest) {}

    private record Pace(double seconds, double tokensPerSecond) {}

    /** Two models are never in memory together: the base is scored first, and the result when the training has let go of it. */
    Fitted run(FilePairs pairs) {
        Map<String, List<PairScore>> scores = new LinkedHashMap<>();
        List<EncodedPair> heldOut = pairs.heldOut().encoded();
        if (base.scores()) {
            try (RewardModel before = RewardModel.load(base.directory(), engine)) {
                scores.put(BASE, scores("judging " + BASE, before, heldOut));
            }
        }
        Pace pace = train(pairs.training());
        String digest;
        try (RewardModel after = loadTrained()) {
            scores.put(TRAINED, scores("judging " + TRAINED, after, heldOut));
            digest = after.weightDigest();
        }
        AccuracyTable accuracy = AccuracyTable.of(pairs.heldOut().compared(), scores);
        RewardScale scale = scale(accuracy.evaluations().get(TRAINED));
        outputs.model().ifPresent(model -> HuggingFaceDirectory.writeScale(work.prepared(model), scale));
        return new Fitted(
                outputs.all(),
                pairs.training().size(),
                options.totalSteps(pairs.training().size()),
                pace.seconds(),
                pace.tokensPerSecond(),
                accuracy,
                scale,
                digest);
    }

    private Pace train(List<EncodedPair> pairs) {
        long steps = options.totalSteps(pairs.size());
        try (TrainingRun run = start(steps);
                TrainingProgress progress = new TrainingProgress("training", steps)) {
            TrainingLoop.run(run, pairs, step -> {
                work.stopIfEnding();
                progress.show(step);
            });
            Pace pace = new Pace(progress.elapsed().toNanos() / NANOS, progress.tokensPerSecond());
            outputs.model().map(work::prepared).ifPresent(run::save);
            outputs.adapter().map(work::prepared).ifPresent(run::saveAdapter);
            outputs.all().forEach(target -> profile.save(work.prepared(target)));
            return pace;
        } catch (TrainingDivergedException e) {
            throw diverged(e.getMessage(), Optional.of(e));
        }
    }

    private TrainingRun start(long steps) {
        try {
            return TrainingRun.start(base.directory(), engine, options, steps);
        } catch (IllegalArgumentException e) { // a LoRA target that the network does not have
            throw new OfflineException(e.getMessage(), e);
        }
    }

    /** A last step can spoil the weights, which nobody sees before they are read again. */
    private RewardModel loadTrained() {
        try {
            return RewardModel.load(work.prepared(outputs.all().get(0)), engine);
        } catch (CheckpointException e) {
            throw diverged(e.getMessage(), Optional.of(e));
        }
    }

    /** The held-out rewards have mean 0 and standard deviation 1 on it, as those of a line's anchors have. */
    private RewardScale scale(Evaluation evaluation) {
        if (!Double.isFinite(evaluation.loss()) || !Double.isFinite(evaluation.rewardStd())) {
            throw diverged("the trained model's rewards are not numbers", Optional.empty());
        }
        return evaluation.scale();
    }

    private OfflineException diverged(String how, Optional<Exception> cause) {
        return new OfflineException(
                "training diverged: " + how + "; a --learning-rate below " + options.learningRate() + " may help",
                cause.orElse(null));
    }

    private List<PairScore> scores(String task, RewardModel model, List<EncodedPair> pairs) {
        List<PairScore> scores = new ArrayList<>();
        try (ProgressBar bar = Progress.bar(task, "pairs", pairs.size())) {
            for (int from = 0; from < pairs.size(); from += PAIRS_AT_ONCE) {
                work.stopIfEnding();
                int to = Math.min(pairs.size(), from + PAIRS_AT_ONCE);
                scores.addAll(PairEvaluator.evaluate(model, pairs.subList(from, to)));
                bar.stepTo(to);
            }
        }
        return scores;
    }
}
