package dev.laurel.command.agreement;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.laurel.schema.Comparison;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.Ranking;
import dev.laurel.schema.Rating;
import dev.laurel.schema.Thumb;

/**
 * What one event says about one or two answers.
 *
 * @param answers ids, the lesser first
 * @param value on the kind's scale
 */
record Opinion(JudgementKind kind, List<String> answers, double[] value) {

    /** Of a longer ranking the answers in one tier are not told: their pairs grow with the square. */
    private static final int MOST_TIED = 141;

    private static final int FIRST = 0;
    private static final int SECOND = 1;
    private static final int NEITHER = 2;

    /** What a payload says; nothing where it is of another kind, or cannot be as it is. */
    static List<Opinion> of(Object payload) {
        if (payload instanceof Comparison comparison) {
            return ofComparison(comparison).stream().toList();
        }
        if (payload instanceof PremadePair pair) {
            return preferring(pair.getChosen(), pair.getRejected()).stream().toList();
        }
        if (payload instanceof Ranking ranking) {
            return ofRanking(ranking.getTiers());
        }
        if (payload instanceof Rating rating) {
            return ofRating(rating).stream().toList();
        }
        return payload instanceof Thumb thumb
                ? List.of(graded(JudgementKind.THUMBS, thumb.getResponseId(), thumb.getUp() ? 1 : 0))
                : List.of();
    }

    private static Optional<Opinion> ofComparison(Comparison comparison) {
        String a = comparison.getResponseA();
        String b = comparison.getResponseB();
        return switch (comparison.getOutcome()) {
            case A -> preferring(a, b);
            case B -> preferring(b, a);
            case TIE, BOTH_BAD -> between(a, b, NEITHER);
        };
    }

    private static List<Opinion> ofRanking(List<List<String>> tiers) {
        List<String> ranked = tiers.stream().flatMap(List::stream).toList();
        Set<String> different = new HashSet<>(ranked);
        if (different.size() < ranked.size()) {
            return List.of();
        }
        Stream<Opinion> ordered = IntStream.range(0, tiers.size()).boxed().flatMap(tier -> tiers.get(tier).stream()
                .flatMap(better -> tiers.subList(tier + 1, tiers.size()).stream()
                        .flatMap(List::stream)
                        .flatMap(worse -> preferring(better, worse).stream())));
        Stream<Opinion> tied = ranked.size() > MOST_TIED
                ? Stream.empty()
                : tiers.stream().flatMap(tier -> IntStream.range(0, tier.size())
                        .boxed()
                        .flatMap(place -> tier.subList(place + 1, tier.size()).stream()
                                .flatMap(other -> between(tier.get(place), other, NEITHER).stream())));
        return Stream.concat(ordered, tied).toList();
    }

    private static Optional<Opinion> ofRating(Rating rating) {
        double value = (rating.getValue() - rating.getMinimum()) / (rating.getMaximum() - rating.getMinimum());
        return value >= 0 && value <= 1
                ? Optional.of(graded(JudgementKind.RATINGS, rating.getResponseId(), value))
                : Optional.empty();
    }

    private static Opinion graded(JudgementKind kind, String answer, double value) {
        return new Opinion(kind, List.of(answer), new double[] {value});
    }

    private static Optional<Opinion> preferring(String better, String worse) {
        return between(better, worse, better.compareTo(worse) < 0 ? FIRST : SECOND);
    }

    private static Optional<Opinion> between(String one, String other, int coordinate) {
        if (one.equals(other)) {
            return Optional.empty();
        }
        double[] value = new double[JudgementKind.COMPARISONS.coordinates()];
        value[coordinate] = 1;
        return Optional.of(new Opinion(
                JudgementKind.COMPARISONS, Stream.of(one, other).sorted().toList(), value));
    }
}
