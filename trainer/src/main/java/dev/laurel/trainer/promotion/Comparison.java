package dev.laurel.trainer.promotion;

import java.util.HashSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.reward.evaluate.PairScore;

/** Two models' scores of the same pairs. */
record Comparison(List<HeldOutPair> pairs, List<PairScore> champion, List<PairScore> challenger) {

    Comparison of(List<Integer> indexes) {
        return new Comparison(
                indexes.stream().map(pairs::get).toList(),
                indexes.stream().map(champion::get).toList(),
                indexes.stream().map(challenger::get).toList());
    }

    List<String> promptOfEach() {
        return pairs.stream().map(HeldOutPair::prompt).toList();
    }

    int prompts() {
        return new HashSet<>(promptOfEach()).size();
    }

    Interval accuracy(Bootstrap bootstrap) {
        return difference(bootstrap, score -> score.correct() ? 1 : 0);
    }

    /** Mean of what the challenger's score comes to minus what the champion's does. */
    Interval difference(Bootstrap bootstrap, ToDoubleFunction<PairScore> figure) {
        double[] differences = IntStream.range(0, pairs.size())
                .mapToDouble(i -> figure.applyAsDouble(challenger.get(i)) - figure.applyAsDouble(champion.get(i)))
                .toArray();
        return bootstrap.mean(differences, promptOfEach());
    }
}
