package dev.laurel.reward.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What pairs weigh that several judgements of the same two answers make: a factor on each pair's own weight, so that the 1/C(K,2) of a ranking stays part of
 * it. A pair of two answers that no other pair is about keeps its weight whatever the rule.
 */
public enum SeveralJudges {
    /**
     * The pairs of two answers share one weight, so that answers which five people judged count no more than those which one judged. Opposite judgements stay,
     * each with its share: the multiplied examples of Sheng, Provost and Ipeirotis 2008, whose loss is that of the distribution over both answers in Christiano
     * et al. 2017, section 2.2.3.
     */
    SUM {
        @Override
        Share share(Side side, Side other) {
            return new Share.Taken(1.0 / (side.pairs + other.pairs));
        }
    },

    /** Each pair weighs what it would weigh alone. */
    EACH {
        @Override
        Share share(Side side, Side other) {
            return new Share.Taken(1);
        }
    },

    /**
     * The pairs of the side that more judges took share one weight, and those of the other are left out; where as many judges took either side, all are. A judge
     * counts once on a side, and on both sides who took both.
     */
    MAJORITY {
        @Override
        Share share(Side side, Side other) {
            int with = side.judges.size();
            int against = other.judges.size();
            if (with == against) {
                return new Share.LeftOut(Reason.NO_MAJORITY, with, against);
            }
            return with > against
                    ? new Share.Taken(1.0 / side.pairs)
                    : new Share.LeftOut(Reason.OUTVOTED, with, against);
        }
    };

    /** What becomes of a pair of one side. */
    abstract Share share(Side side, Side other);

    /**
     * One judgement that made a pair.
     *
     * @param about what it is about: equal for all judgements of the same two answers in the same sense
     * @param chosen the preferred one of the two
     * @param judge who judged; somebody of their own where nobody is named
     */
    public record Opinion(List<String> about, String chosen, String judge) {}

    /** What becomes of a pair. */
    public sealed interface Share {

        /** It is trained on, its weight times {@code factor}. */
        record Taken(double factor) implements Share {}

        /**
         * It is not trained on.
         *
         * @param with judges that took its side
         * @param against judges that took the other
         */
        record LeftOut(Reason reason, int with, int against) implements Share {}
    }

    /** Why a pair is left out. */
    public enum Reason {
        /** More judges took the other side. */
        OUTVOTED,
        /** As many judges took the other side. */
        NO_MAJORITY
    }

    /** The pairs that prefer the same one of two answers. */
    private static final class Side {

        static final Side NOBODY = new Side();

        private final Set<String> judges = new HashSet<>();
        private int pairs;

        void add(Opinion opinion) {
            judges.add(opinion.judge());
            pairs++;
        }
    }

    /** What becomes of each of them, in their order. */
    public List<Share> shares(List<Opinion> opinions) {
        Map<List<String>, Map<String, Side>> sides = new HashMap<>();
        for (Opinion opinion : opinions) {
            sides.computeIfAbsent(opinion.about(), about -> new HashMap<>())
                    .computeIfAbsent(opinion.chosen(), chosen -> new Side())
                    .add(opinion);
        }
        List<Share> shares = new ArrayList<>(opinions.size());
        for (Opinion opinion : opinions) {
            Map<String, Side> both = sides.get(opinion.about());
            shares.add(share(both.get(opinion.chosen()), other(both, opinion.chosen())));
        }
        return shares;
    }

    private static Side other(Map<String, Side> sides, String chosen) {
        return sides.entrySet().stream()
                .filter(side -> !side.getKey().equals(chosen))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Side.NOBODY);
    }
}
