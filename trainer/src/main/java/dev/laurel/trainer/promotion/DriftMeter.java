package dev.laurel.trainer.promotion;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.reward.evaluate.Calibration;
import dev.laurel.reward.evaluate.Correlation;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.LengthBias;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.trainer.promotion.Judgement.Anchors;
import dev.laurel.trainer.promotion.Judgement.Drift;
import dev.laurel.trainer.promotion.Judgement.Longer;
import dev.laurel.trainer.promotion.Judgement.Verdicts;

/** Measures how a challenger departs from the champion. */
record DriftMeter(Bootstrap bootstrap, List<Double> thresholds) {

    Drift drift(List<HeldOutPair> pairs, Contestant champion, Contestant challenger) {
        Comparison all = new Comparison(pairs, champion.scores(), challenger.scores());
        return new Drift(
                bootstrap.of(
                        drawn -> Calibration.error(at(all.challenger(), drawn))
                                - Calibration.error(at(all.champion(), drawn)),
                        all.promptOfEach()),
                all.difference(bootstrap, Calibration::brier),
                all.difference(bootstrap, Evaluation::loss),
                where(all, i -> pairs.get(i).lengthDifference() < 0).map(part -> part.accuracy(bootstrap)),
                where(all, i -> !pairs.get(i).fresh() && pairs.get(i).lengthDifference() != 0)
                        .map(this::longerPreferred),
                anchors(champion, challenger),
                thresholds.stream()
                        .map(threshold -> verdicts(all, threshold, champion, challenger))
                        .toList());
    }

    private static Optional<Comparison> where(Comparison all, IntPredicate which) {
        List<Integer> indexes =
                IntStream.range(0, all.pairs().size()).filter(which).boxed().toList();
        return indexes.isEmpty() ? Optional.empty() : Optional.of(all.of(indexes));
    }

    private Longer longerPreferred(Comparison unequal) {
        int[] lengths =
                unequal.pairs().stream().mapToInt(HeldOutPair::lengthDifference).toArray();
        LengthBias challenger = LengthBias.of(unequal.challenger(), lengths);
        double[] differences = IntStream.range(0, lengths.length)
                .mapToDouble(
                        i -> LengthBias.longerPreferred(unequal.challenger().get(i), lengths[i])
                                - LengthBias.longerPreferred(unequal.champion().get(i), lengths[i]))
                .toArray();
        return new Longer(
                challenger.longerChosen(),
                challenger.longerPreferred(),
                bootstrap.mean(differences, unequal.promptOfEach()));
    }

    private static Optional<Anchors> anchors(Contestant champion, Contestant challenger) {
        List<String> common = challenger.anchors().keySet().stream()
                .filter(champion.anchors()::containsKey)
                .sorted()
                .toList();
        if (common.isEmpty()) {
            return Optional.empty();
        }
        List<PairScore> before = at(champion.anchors(), common);
        List<PairScore> after = at(challenger.anchors(), common);
        return Optional.of(new Anchors(
                2 * common.size(),
                Evaluation.of(before).scale(),
                Evaluation.of(after).scale(),
                Correlation.spearman(rewards(before), rewards(after))));
    }

    private Verdicts verdicts(Comparison all, double threshold, Contestant champion, Contestant challenger) {
        double[] wrong = new double[all.pairs().size()]; // share of a pair's two answers
        double flips = 0;
        for (int i = 0; i < wrong.length; i++) {
            PairScore before = all.champion().get(i);
            PairScore after = all.challenger().get(i);
            boolean chosenBefore = champion.accepts(before.chosen(), threshold);
            boolean chosenAfter = challenger.accepts(after.chosen(), threshold);
            boolean rejectedBefore = champion.accepts(before.rejected(), threshold);
            boolean rejectedAfter = challenger.accepts(after.rejected(), threshold);
            wrong[i] = (half(chosenBefore && !chosenAfter) + half(!rejectedBefore && rejectedAfter));
            flips += half(chosenBefore != chosenAfter) + half(rejectedBefore != rejectedAfter);
        }
        Interval share = bootstrap.mean(wrong, all.promptOfEach());
        double flipped = flips / wrong.length;
        return new Verdicts(threshold, 2 * wrong.length, flipped, flipped - share.mean(), share);
    }

    private static double half(boolean counts) {
        return counts ? 0.5 : 0;
    }

    private static List<PairScore> at(List<PairScore> scores, int[] indexes) {
        return Arrays.stream(indexes).mapToObj(scores::get).toList();
    }

    private static List<PairScore> at(Map<String, PairScore> scores, List<String> ids) {
        return ids.stream().map(scores::get).toList();
    }

    private static double[] rewards(List<PairScore> scores) {
        return scores.stream()
                .flatMap(score -> Stream.of(score.chosen(), score.rejected()))
                .mapToDouble(Float::doubleValue)
                .toArray();
    }
}
