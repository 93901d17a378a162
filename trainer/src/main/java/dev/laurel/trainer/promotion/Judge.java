package dev.laurel.trainer.promotion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.Calibration;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.Histogram;
import dev.laurel.reward.evaluate.LengthBias;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.evaluate.Temperature;
import dev.laurel.trainer.promotion.Judgement.Rewards;
import dev.laurel.trainer.promotion.Judgement.Sides;
import dev.laurel.trainer.promotion.Judgement.Slice;
import dev.laurel.trainer.promotion.Judgement.Standing;

/**
 * Compares models on held-out pairs.
 *
 * @param bootstrap draws the prompts of all intervals
 * @param slicePrompts prompts from which on a slice counts
 * @param thresholds the active thresholds, on the reference scale
 */
public record Judge(Bootstrap bootstrap, int slicePrompts, List<Double> thresholds) {

    private static final int MOST_SLICES = 12; // of one kind; the smallest come together
    private static final String OTHERS = "others";
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Names as people sort them: "version 2" before "version 10". */
    private static final Comparator<String> BY_NAME = Comparator.comparing(
                    (String name) -> NUMBER.matcher(name).replaceAll(number -> "%20s".formatted(number.group())))
            .thenComparing(Comparator.naturalOrder());

    private static final double SHOWN = 4; // deviations on both sides of the reference mean
    private static final int BINS = 32;

    public Judge {
        thresholds = List.copyOf(thresholds);
        if (slicePrompts < 1) {
            throw new IllegalArgumentException("prompts of a slice that counts below 1: " + slicePrompts);
        }
        if (thresholds.stream().anyMatch(threshold -> !Double.isFinite(threshold))) {
            throw new IllegalArgumentException("a threshold is not a number: " + thresholds);
        }
    }

    /**
     * Compares a challenger with the champion.
     *
     * @param best the best of the versions that led to the champion, if it is another one
     * @throws IllegalArgumentException if there are no pairs, or not as many scores
     */
    public Judgement judge(
            List<HeldOutPair> pairs, Contestant champion, Contestant challenger, Optional<Contestant> best) {
        Stream.concat(Stream.of(champion, challenger), best.stream()).forEach(model -> requireAll(pairs, model));
        Comparison all = new Comparison(pairs, champion.scores(), challenger.scores());
        Map<List<String>, List<Integer>> slices = slices(pairs);
        long counted = slices.values().stream()
                .filter(slice -> all.of(slice).prompts() >= slicePrompts)
                .count();
        Bootstrap ofSlices = bootstrap.forEachOf((int) Math.max(1, counted));
        return new Judgement(
                champion.version(),
                pairs.size(),
                all.prompts(),
                standing(pairs, champion.scores()),
                standing(pairs, challenger.scores()),
                all.accuracy(bootstrap),
                bootstrap.confidence(),
                best.map(earlier -> best(pairs, earlier, challenger)),
                champion.version()
                        .map(version -> new DriftMeter(bootstrap, thresholds).drift(pairs, champion, challenger)),
                slices.entrySet().stream()
                        .map(slice -> slice(slice.getKey(), all.of(slice.getValue()), ofSlices))
                        .toList(),
                ofSlices.confidence(),
                new Rewards(sides(champion), sides(challenger)));
    }

    private static void requireAll(List<HeldOutPair> pairs, Contestant model) {
        if (pairs.isEmpty() || model.scores().size() != pairs.size()) {
            throw new IllegalArgumentException("held-out pairs are none, or not as many as scores: " + pairs.size()
                    + ", " + model.scores().size());
        }
    }

    private Judgement.Best best(List<HeldOutPair> pairs, Contestant best, Contestant challenger) {
        return new Judgement.Best(
                best.version().orElseThrow(),
                standing(pairs, best.scores()).accuracy(),
                new Comparison(pairs, best.scores(), challenger.scores()).accuracy(bootstrap));
    }

    private Standing standing(List<HeldOutPair> pairs, List<PairScore> scores) {
        List<String> prompts = pairs.stream().map(HeldOutPair::prompt).toList();
        return new Standing(
                Evaluation.of(scores),
                bootstrap.accuracy(scores, prompts),
                Calibration.of(scores),
                Temperature.fit(scores, prompts),
                LengthBias.of(
                        scores,
                        pairs.stream().mapToInt(HeldOutPair::lengthDifference).toArray()));
    }

    private Slice slice(List<String> key, Comparison part, Bootstrap ofSlices) {
        return new Slice(
                key.get(0),
                key.get(1),
                part.pairs().size(),
                part.prompts(),
                part.prompts() >= slicePrompts,
                standing(part.pairs(), part.champion()),
                standing(part.pairs(), part.challenger()),
                part.accuracy(ofSlices));
    }

    /** Indexes of the pairs of each slice, under what makes the slices and the slice's name. */
    private static Map<List<String>, List<Integer>> slices(List<HeldOutPair> pairs) {
        Map<String, Map<String, List<Integer>>> found = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            for (Map.Entry<String, String> slice : pairs.get(i).slices().entrySet()) {
                found.computeIfAbsent(slice.getKey(), by -> new TreeMap<>(BY_NAME))
                        .computeIfAbsent(slice.getValue(), name -> new ArrayList<>())
                        .add(i);
            }
        }
        Map<List<String>, List<Integer>> slices = new LinkedHashMap<>();
        found.forEach((by, named) -> {
            Set<String> kept = largest(named);
            List<Integer> others = new ArrayList<>();
            named.forEach((name, indexes) -> {
                if (kept.contains(name)) {
                    slices.put(List.of(by, name), indexes);
                } else {
                    others.addAll(indexes);
                }
            });
            if (!others.isEmpty()) {
                slices.put(List.of(by, OTHERS), others);
            }
        });
        return slices;
    }

    private static Set<String> largest(Map<String, List<Integer>> named) {
        return new LinkedHashSet<>(named.entrySet().stream()
                .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .limit(MOST_SLICES)
                .map(Map.Entry::getKey)
                .toList());
    }

    private static Sides sides(Contestant model) {
        return new Sides(histogram(model, PairScore::chosen), histogram(model, PairScore::rejected));
    }

    private static Histogram histogram(Contestant model, Function<PairScore, Float> side) {
        double[] rewards = model.scores().stream()
                .mapToDouble(score -> model.scale().normalise(side.apply(score)))
                .toArray();
        return Histogram.of(rewards, -SHOWN, SHOWN, BINS);
    }
}
