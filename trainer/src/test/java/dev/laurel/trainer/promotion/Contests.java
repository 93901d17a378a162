package dev.laurel.trainer.promotion;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.PairScore;

/** Champions and challengers made of scores, for tests. */
final class Contests {

    static final PairScore RIGHT = new PairScore(1, -1);
    static final PairScore WRONG = new PairScore(-1, 1);

    private Contests() {}

    /** The judge's settings that tests go by, with verdicts at the reference mean. */
    static final Judge JUDGE = new Judge(new Bootstrap(1000, 0.9, 1), 10, List.of(0.0));

    static Contestant champion(List<PairScore> scores) {
        return new Contestant(Optional.of(3), scores, anchors(i -> i), RewardScale.IDENTITY);
    }

    static Contestant challenger(List<PairScore> scores) {
        return new Contestant(Optional.empty(), scores, anchors(i -> i), RewardScale.IDENTITY);
    }

    static Map<String, PairScore> anchors(IntFunction<Number> reward) {
        return IntStream.range(0, 10)
                .boxed()
                .collect(Collectors.toMap(
                        i -> "anchor " + i,
                        i -> new PairScore(
                                reward.apply(i).floatValue(), reward.apply(-i).floatValue())));
    }

    static List<PairScore> right(int pairs, IntPredicate which) {
        return IntStream.range(0, pairs)
                .mapToObj(i -> which.test(i) ? RIGHT : WRONG)
                .toList();
    }

    /** Pairs of a prompt each, chosen and rejected equally long, in no slice. */
    static List<HeldOutPair> plain(int pairs) {
        return pairs(pairs, i -> new HeldOutPair("prompt " + i, 10, 10, false, Map.of()));
    }

    static List<HeldOutPair> pairs(int pairs, IntFunction<HeldOutPair> each) {
        return IntStream.range(0, pairs).mapToObj(each).toList();
    }
}
