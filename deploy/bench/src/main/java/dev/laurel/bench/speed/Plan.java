package dev.laurel.bench.speed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.Progress;
import dev.laurel.bench.kit.RandomTokens;
import dev.laurel.bench.speed.BenchOptions.Part;
import dev.laurel.bench.speed.LengthMix.PairLength;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.network.RewardNetwork;
import dev.laurel.reward.network.TokenBatch;

/**
 * How long the measurements still to come will take, from the operations that each is made of and the speed of a forward pass on this machine. Passes on
 * what is announced, with how much of it is done.
 */
final class Plan implements Progress {

    private static final int BATCH = 16; // of the packed and padded sequences
    private static final double SHORTEST = 0.2; // seconds that a measurement is repeated for

    private final Progress listener;
    private final List<Double> ends = new ArrayList<>(); // expected seconds until the end of each measurement
    private int announced;

    private Plan(Progress listener) {
        this.listener = listener;
    }

    /**
     * The plan of these parts, which are in the order in which they will be measured.
     *
     * @param mix of the packed and padded batches, if those are measured
     */
    static Plan of(
            Engine engine,
            BenchModel model,
            BenchOptions options,
            List<Part> parts,
            Optional<LengthMix> mix,
            Progress listener) {
        Flops flops = new Flops(model.backbone());
        List<Integer> lengths = Collections.nCopies(options.sequences(), options.length());
        double forward = forwardSeconds(engine, model, lengths);
        double rate = flops.computed(lengths) / forward;
        double round = timed(forward) + timed(Flops.TRAINING * forward);
        double product = timed(2 * Math.pow(options.ceiling(), 3) / rate);
        double warmUp = 2 * (1 + Flops.TRAINING) * forward + 3 * product;
        Plan plan = new Plan(listener);
        for (Part part : parts) {
            switch (part) {
                case MEMORY -> {}
                case SPEED -> plan.rounds(options.rounds(), warmUp, round + 2 * product);
                case PRECISION -> plan.rounds(options.rounds(), 2 * warmUp, 2 * (round + product));
                case PACKING -> {
                    double all = arrangements(flops, mix.orElseThrow()) / rate;
                    plan.rounds(options.mixRounds(), 0, all);
                    plan.rounds(options.mixRounds(), 0, Flops.TRAINING * all);
                }
            }
        }
        return plan;
    }

    private static double timed(double seconds) {
        return Math.max(SHORTEST, seconds);
    }

    private static double forwardSeconds(Engine engine, BenchModel model, List<Integer> lengths) {
        TokenBatch batch = TokenBatch.of(new RandomTokens(model.backbone().vocabulary(), 1).sequences(lengths));
        try (RewardNetwork network = RewardNetwork.forScoring(HuggingFaceDirectory.open(model.dir()), engine)) {
            network.scores(batch); // warms up
            return Timed.seconds(() -> network.scores(batch));
        }
    }

    /** Operations of the packed, the padded and the sorted batches of a mix. */
    static double arrangements(Flops flops, LengthMix mix) {
        double packed = flops.computed(mix.sequences());
        return packed + padded(flops, mix.pairs()) + padded(flops, Padding.sortedPairs(mix.pairs()));
    }

    private static double padded(Flops flops, List<PairLength> pairs) {
        return Padding.batches(pairs, BATCH / 2).stream()
                .map(Padding::paddedPairs)
                .flatMap(List::stream)
                .mapToDouble(pair -> flops.computed(List.of(pair.chosen(), pair.rejected())))
                .sum();
    }

    private void rounds(int count, double before, double each) {
        for (int round = 0; round < count; round++) {
            double start = ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
            ends.add(start + each + (round == 0 ? before : 0));
        }
    }

    /** Seconds that all of it will take. */
    double seconds() {
        return ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
    }

    @Override
    public void next(String measurement) {
        listener.expect(announced == 0 ? 0 : ends.get(Math.min(announced, ends.size()) - 1), seconds());
        announced++;
        listener.next(measurement);
    }
}
