package dev.laurel.bench.speed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.Progress;
import dev.laurel.bench.kit.RandomTokens;
import dev.laurel.bench.kit.Spread;
import dev.laurel.bench.speed.LengthMix.PairLength;
import dev.laurel.bench.speed.Packing.Arrangement;
import dev.laurel.bench.speed.Packing.Arrangements;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.network.RewardNetwork;
import dev.laurel.reward.network.TokenBatch;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.train.TrainingRun;

/**
 * Measures the same sequences in packed batches, in padded ones as they came, and in padded ones sorted by length. The same network computes
 * all of them: a padded batch is one of equal lengths.
 */
final class PackingPart {

    private static final int BATCH = 16; // sequences

    private final BenchModel model;
    private final BenchOptions options;
    private final LengthMix mix;
    private final Progress progress;
    private final RandomTokens tokens;

    private PackingPart(BenchModel model, BenchOptions options, LengthMix mix, Progress progress) {
        this.model = model;
        this.options = options;
        this.mix = mix;
        this.progress = progress;
        this.tokens = new RandomTokens(model.backbone().vocabulary(), 1);
    }

    static Packing measure(Engine engine, BenchModel model, BenchOptions options, LengthMix mix, Progress progress) {
        PackingPart part = new PackingPart(model, options, mix, progress);
        List<Integer> lengths = mix.sequences();
        return new Packing(
                mix.source(),
                mix.pairs().size(),
                (double) mix.tokens() / lengths.size(),
                Collections.max(lengths),
                BATCH,
                part.scoring(engine),
                part.training(engine));
    }

    private Arrangements scoring(Engine engine) {
        List<Integer> lengths = mix.sequences();
        List<List<Integer>> arrived = padded(Padding.batches(lengths, BATCH));
        List<List<Integer>> sorted = padded(Padding.batches(Padding.sorted(lengths), BATCH));
        try (RewardNetwork network = RewardNetwork.forScoring(HuggingFaceDirectory.open(model.dir()), engine)) {
            List<TokenBatch> packed = TokenBatch.within(RewardModel.tokenBudget(engine), tokens.sequences(lengths));
            List<List<Runnable>> work = List.of(
                    packed.stream().map(batch -> scoring(network, batch)).toList(),
                    arrived.stream().map(batch -> scoring(network, batch)).toList(),
                    sorted.stream().map(batch -> scoring(network, batch)).toList());
            return arrangements("scoring", work, List.of(mix.tokens(), sum(arrived), sum(sorted)));
        }
    }

    private static List<List<Integer>> padded(List<List<Integer>> batches) {
        return batches.stream().map(Padding::padded).toList();
    }

    private static long sum(List<List<Integer>> batches) {
        return batches.stream()
                .flatMap(Collection::stream)
                .mapToLong(Integer::longValue)
                .sum();
    }

    private static Runnable scoring(RewardNetwork network, TokenBatch batch) {
        return () -> network.scores(batch);
    }

    private Runnable scoring(RewardNetwork network, List<Integer> lengths) {
        return scoring(network, TokenBatch.of(tokens.sequences(lengths)));
    }

    private Arrangements training(Engine engine) {
        int size = BATCH / 2;
        List<List<PairLength>> packed = Padding.batches(mix.pairs(), size);
        List<List<PairLength>> arrived = paddedPairs(packed);
        List<List<PairLength>> sorted = paddedPairs(Padding.batches(Padding.sortedPairs(mix.pairs()), size));
        try (TrainingRun run = Training.start(model, engine, size)) {
            List<List<Runnable>> work = List.of(steps(run, packed), steps(run, arrived), steps(run, sorted));
            return arrangements("training", work, List.of(mix.tokens(), sumOfPairs(arrived), sumOfPairs(sorted)));
        }
    }

    private static List<List<PairLength>> paddedPairs(List<List<PairLength>> batches) {
        return batches.stream().map(Padding::paddedPairs).toList();
    }

    private static long sumOfPairs(List<List<PairLength>> batches) {
        return batches.stream()
                .flatMap(Collection::stream)
                .mapToLong(PairLength::total)
                .sum();
    }

    private List<Runnable> steps(TrainingRun run, List<List<PairLength>> batches) {
        return batches.stream().map(batch -> step(run, batch)).toList();
    }

    private Runnable step(TrainingRun run, List<PairLength> batch) {
        List<EncodedPair> pairs = batch.stream()
                .map(pair -> tokens.pair(pair.chosen(), pair.rejected()))
                .toList();
        return () -> run.step(pairs);
    }

    /** @param computed tokens of the packed, padded and sorted batches, padding included */
    private Arrangements arrangements(String what, List<List<Runnable>> work, List<Long> computed) {
        work.forEach(batches -> batches.get(0).run()); // warms up
        List<List<Double>> seconds = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int round = 1; round <= options.mixRounds(); round++) {
            progress.next("packed and padded " + what + ", round " + round);
            double[] taken = Interleaved.seconds(work);
            for (int i = 0; i < taken.length; i++) {
                seconds.get(i).add(taken[i]);
            }
        }
        return new Arrangements(
                arrangement(seconds.get(0), computed.get(0)),
                arrangement(seconds.get(1), computed.get(1)),
                arrangement(seconds.get(2), computed.get(2)),
                Spread.ofRatios(seconds.get(1), seconds.get(0)),
                Spread.ofRatios(seconds.get(2), seconds.get(0)));
    }

    private Arrangement arrangement(List<Double> seconds, long computed) {
        return new Arrangement(
                Spread.of(seconds.stream().map(each -> mix.tokens() / each).toList()),
                (double) computed / mix.tokens());
    }
}
