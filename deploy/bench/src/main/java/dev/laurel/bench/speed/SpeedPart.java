package dev.laurel.bench.speed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.Progress;
import dev.laurel.bench.kit.RandomTokens;
import dev.laurel.bench.kit.Spread;
import dev.laurel.bench.speed.Speed.Rate;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.network.RewardNetwork;
import dev.laurel.reward.network.TokenBatch;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.train.TrainingRun;

/** Measures forward passes and training steps between matrix products, round after round. */
public final class SpeedPart {

    private static final double GIGA = 1e9;

    private SpeedPart() {}

    static Speed measure(Engine engine, BenchModel model, BenchOptions options, Progress progress) {
        RandomTokens tokens = new RandomTokens(model.backbone().vocabulary(), 1);
        List<Integer> lengths = Collections.nCopies(options.sequences(), options.length());
        TokenBatch batch = TokenBatch.of(tokens.sequences(lengths));
        List<EncodedPair> pairs = tokens.pairs(options.sequences() / 2, options.length());
        List<Double> ceilings = new ArrayList<>(); // before, between and after: 2 a round and one more
        List<Double> forward = new ArrayList<>();
        List<Double> training = new ArrayList<>();
        try (Ceiling ceiling = new Ceiling(engine, options.ceiling());
                RewardNetwork network = RewardNetwork.forScoring(HuggingFaceDirectory.open(model.dir()), engine);
                TrainingRun run = Training.start(model, engine, pairs.size())) {
            Timed scores = new Timed(() -> network.scores(batch));
            Timed steps = new Timed(() -> run.step(pairs));
            ceilings.add(ceiling.flopsPerSecond());
            for (int round = 1; round <= options.rounds(); round++) {
                progress.next("speed, round " + round);
                forward.add(scores.seconds());
                ceilings.add(ceiling.flopsPerSecond());
                training.add(steps.seconds());
                ceilings.add(ceiling.flopsPerSecond());
            }
        }
        Flops flops = new Flops(model.backbone());
        double all = flops.model(lengths);
        double computed = flops.computed(lengths);
        long count = (long) options.sequences() * options.length();
        return new Speed(
                options.sequences(),
                options.length(),
                options.ceiling(),
                Spread.of(ceilings.stream().map(speed -> speed / GIGA).toList()),
                Rate.of(forward, around(ceilings, 0), count, all, computed),
                Rate.of(training, around(ceilings, 1), count, Flops.TRAINING * all, Flops.TRAINING * computed));
    }

    /** For each round the mean of the two ceilings next to its first or second measurement. */
    public static List<Double> around(List<Double> ceilings, int measurement) {
        List<Double> means = new ArrayList<>();
        for (int i = measurement; i + 1 < ceilings.size(); i += 2) {
            means.add((ceilings.get(i) + ceilings.get(i + 1)) / 2);
        }
        return means;
    }
}
