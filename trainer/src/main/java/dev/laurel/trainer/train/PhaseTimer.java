package dev.laurel.trainer.train;

import java.nio.file.Path;
import java.util.List;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.evaluate.PairEvaluator;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.text.RewardText;
import dev.laurel.schema.PreferencePair;

/** Where the time of a version goes while it is made, from now on. What it does for its callers is timed. For one thread. */
public final class PhaseTimer {

    private static final double NANOS = 1e9;

    final Stopwatch loading = new Stopwatch();
    final Stopwatch encoding = new Stopwatch();
    final Stopwatch steps = new Stopwatch();
    final Stopwatch checkpoints = new Stopwatch();
    private final Stopwatch scoring = new Stopwatch();
    private final long startedAt = System.nanoTime();

    public RewardModel load(Path directory, Engine engine) {
        return loading.time(() -> RewardModel.load(directory, engine));
    }

    public Examples encode(RewardText text, List<PreferencePair> pairs) {
        return encoding.time(() -> Examples.encode(text, pairs));
    }

    /** A model's scores of both sides of all pairs, in their order. */
    public List<PairScore> score(RewardModel model, Examples examples) {
        return scoring.time(() -> PairEvaluator.evaluate(model, examples.pairs()));
    }

    /** All of it until now. */
    public PhaseSeconds spent() {
        return new PhaseSeconds(
                (System.nanoTime() - startedAt) / NANOS,
                loading.seconds(),
                encoding.seconds(),
                steps.seconds(),
                checkpoints.seconds(),
                scoring.seconds());
    }
}
