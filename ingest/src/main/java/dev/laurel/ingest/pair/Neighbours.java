package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.laurel.ingest.ledger.EventKey.Moment;
import dev.laurel.ingest.ledger.GradeKind;
import dev.laurel.ingest.ledger.Grades;
import dev.laurel.ingest.ledger.Grades.Grade;
import dev.laurel.ingest.ledger.Judge;
import dev.laurel.ingest.ledger.Slot;

/**
 * Which of one judge's grades are compared: those of answers that are at most {@link #REACH} apart on the ring of graded answers. A grade that comes or
 * goes changes the pairs with its eight neighbours, and parts or joins four pairs around it, however many answers are graded.
 */
record Neighbours(GradeKind kind, Judge judge, Grades grades) {

    static final int REACH = 4;

    /** Up to so many others, everybody on the ring has been seen. */
    private static final int SMALL_RING = 2 * REACH + 1;

    /** What is to stand in every slot that a grade of {@code answer} can have changed; the grade itself may be there or gone. */
    Map<Slot, Optional<Claim>> around(String answer) {
        List<Grade> after = grades.after(answer, SMALL_RING + 1);
        boolean small = after.size() <= SMALL_RING;
        List<Grade> before = small ? reversed(after) : grades.before(answer, REACH);
        Optional<Grade> own = grades.of(answer);

        Map<Slot, Optional<Claim>> claims = new LinkedHashMap<>();
        Set<String> neighbours = new HashSet<>();
        Stream.concat(after.stream().limit(REACH), before.stream().limit(REACH))
                .filter(other -> neighbours.add(other.responseId()))
                .forEach(other ->
                        claims.put(slot(answer, other.responseId()), own.flatMap(grade -> claim(grade, other))));

        boolean meet = own.isEmpty() || small && after.size() < SMALL_RING;
        for (int steps = 1; steps <= REACH; steps++) {
            if (before.size() >= steps && after.size() > REACH - steps) {
                Grade one = before.get(steps - 1);
                Grade other = after.get(REACH - steps);
                if (!one.responseId().equals(other.responseId())) {
                    claims.put(slot(one.responseId(), other.responseId()), meet ? claim(one, other) : Optional.empty());
                }
            }
        }
        return claims;
    }

    private static List<Grade> reversed(List<Grade> grades) {
        List<Grade> reversed = new ArrayList<>(grades);
        Collections.reverse(reversed);
        return reversed;
    }

    private Slot slot(String one, String other) {
        return Slot.graded(kind, judge, one, other);
    }

    /** The better of two graded answers, by the difference of ratings; thumbs have none. */
    private Optional<Claim> claim(Grade one, Grade other) {
        if (one.value() == other.value()) {
            return Optional.empty();
        }
        Grade better = one.value() > other.value() ? one : other;
        Grade worse = better == one ? other : one;
        Optional<Double> margin =
                kind == GradeKind.RATING ? Optional.of(better.value() - worse.value()) : Optional.empty();
        return Optional.of(new Claim(
                better.responseId(),
                worse.responseId(),
                margin,
                1,
                Stream.of(one.moment(), other.moment())
                        .sorted()
                        .map(Moment::event)
                        .toList()));
    }
}
