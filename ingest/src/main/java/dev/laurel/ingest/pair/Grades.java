package dev.laurel.ingest.pair;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackSource;

/**
 * What one rater thinks of single answers to a prompt, compared pairwise. Answers are compared only within one rater and one task: two people's
 * scales differ. If a rater graded an answer twice, the later grade counts.
 */
final class Grades {

    /**
     * One answer's grade.
     *
     * @param value higher is better
     */
    record Grade(FeedbackEvent event, String responseId, double value) {}

    private Grades() {}

    /**
     * The preferences between {@code newest} and the grades that the same rater gave before.
     *
     * @param reader the grade in an event, if it is an event of this kind
     * @param margin by how much one is better, of the difference of two grades
     */
    static Stream<Preference> preferences(
            Grade newest,
            PromptLedger ledger,
            Function<FeedbackEvent, Optional<Grade>> reader,
            Function<Double, Optional<Double>> margin) {
        Map<String, Grade> counting = new LinkedHashMap<>();
        ledger.feedback().values().stream()
                .filter(event -> sameRater(event, newest.event()))
                .flatMap(event -> reader.apply(event).stream())
                .forEach(grade -> replace(counting, grade));
        List<Grade> inOrder = List.copyOf(counting.values());
        int place = inOrder.indexOf(newest);
        return place < 0
                ? Stream.empty()
                : inOrder.subList(0, place).stream()
                        .flatMap(earlier -> preference(earlier, newest, ledger, margin).stream());
    }

    private static void replace(Map<String, Grade> counting, Grade grade) {
        counting.remove(grade.responseId()); // so that the new grade takes the last place
        counting.put(grade.responseId(), grade);
    }

    private static Optional<Preference> preference(
            Grade earlier, Grade newest, PromptLedger ledger, Function<Double, Optional<Double>> margin) {
        if (earlier.value() == newest.value()) {
            return Optional.empty();
        }
        Grade better = earlier.value() > newest.value() ? earlier : newest;
        Grade worse = better == newest ? earlier : newest;
        return ledger.preferring(
                better.responseId(),
                worse.responseId(),
                margin.apply(better.value() - worse.value()),
                earlier.event(),
                newest.event());
    }

    private static boolean sameRater(FeedbackEvent one, FeedbackEvent other) {
        return one.getTask().equals(other.getTask()) && sameRater(one.getSource(), other.getSource());
    }

    /** A rater is the annotator, else the person whose conversation it is, else the system; each told apart from the others. */
    private static boolean sameRater(FeedbackSource one, FeedbackSource other) {
        if (one.getAnnotator().isPresent() || other.getAnnotator().isPresent()) {
            return one.getAnnotator().equals(other.getAnnotator());
        }
        if (one.getSubject().isPresent() || other.getSubject().isPresent()) {
            return one.getSubject().equals(other.getSubject());
        }
        return one.getSystem().equals(other.getSystem());
    }
}
