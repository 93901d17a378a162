package dev.laurel.command.agreement;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.FeedbackSource;

/**
 * The feedback of one prompt, and what of it counts, by the rules of ingest's ledger: an event that another one supersedes does not, whichever comes first; of
 * the events with one feedback id only the latest does; and of one judge's opinions about the same answers the latest. Keeps no texts. For one thread.
 */
final class PromptFeedback {

    private final Map<Id, Kept> events = new HashMap<>();
    private final Set<Id> superseded = new HashSet<>();
    private final Map<Id, Moment> latest = new HashMap<>();

    /** Of an event, or of a judgement at its source. */
    private record Id(String system, String id) {}

    /** When an event happened; of those of one time the one with the greater id is later, then the greater system. */
    private record Moment(Instant time, Id event) implements Comparable<Moment> {

        private static final Comparator<String> BYTES = (one, other) ->
                Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        private static final Comparator<Moment> ORDER = Comparator.comparing(Moment::time)
                .thenComparing(moment -> moment.event().id(), BYTES)
                .thenComparing(moment -> moment.event().system(), BYTES);

        @Override
        public int compareTo(Moment other) {
            return ORDER.compare(this, other);
        }
    }

    private record Kept(
            Moment moment, String task, Optional<Id> feedbackId, Optional<String> judge, List<Opinion> opinions) {}

    /** What several judges may have said something about. */
    record Unit(String task, JudgementKind kind, List<String> answers) {}

    private record Dated(Moment moment, double[] value) {}

    /** Takes an event, whatever the order; a second one of the same id is a repetition. */
    void take(FeedbackEvent event) {
        String system = event.getSource().getSystem();
        Id id = new Id(system, event.getEventId());
        if (events.containsKey(id)) {
            return;
        }
        Moment moment = new Moment(event.getEventTime(), id);
        Optional<Id> feedbackId = event.getFeedbackId().map(each -> new Id(system, each));
        feedbackId.ifPresent(each -> latest.merge(each, moment, BinaryOperator.maxBy(Comparator.naturalOrder())));
        event.getSupersedes().ifPresent(each -> superseded.add(new Id(system, each)));
        events.put(id, new Kept(moment, event.getTask(), feedbackId, judge(event.getSource()), opinions(event)));
    }

    private static List<Opinion> opinions(FeedbackEvent event) {
        return event.getOperation() == FeedbackOperation.RETRACT
                ? List.of()
                : event.getPayload().map(Opinion::of).orElse(List.of());
    }

    /** The annotator, else the person whose conversation it is. */
    private static Optional<String> judge(FeedbackSource source) {
        return source.getAnnotator().map(name -> "annotator/" + name).or(() -> source.getSubject()
                .map(name -> "subject/" + name));
    }

    private boolean counts(Kept event) {
        return !superseded.contains(event.moment().event())
                && event.feedbackId()
                        .map(id -> latest.get(id).equals(event.moment()))
                        .orElse(true);
    }

    /** The value of each judge for each unit. */
    Map<Unit, Map<String, double[]>> units() {
        Map<Unit, Map<String, Dated>> dated = new HashMap<>();
        for (Kept event : events.values()) {
            if (counts(event) && event.judge().isPresent()) {
                for (Opinion opinion : event.opinions()) {
                    dated.computeIfAbsent(
                                    new Unit(event.task(), opinion.kind(), opinion.answers()), unit -> new HashMap<>())
                            .merge(
                                    event.judge().get(),
                                    new Dated(event.moment(), opinion.value()),
                                    BinaryOperator.maxBy(Comparator.comparing(Dated::moment)));
                }
            }
        }
        Map<Unit, Map<String, double[]>> units = new HashMap<>();
        dated.forEach((unit, judges) -> {
            Map<String, double[]> values = new HashMap<>();
            judges.forEach((judge, value) -> values.put(judge, value.value()));
            units.put(unit, values);
        });
        return units;
    }

    /** Judgements that count and are nobody's in particular. */
    long unnamed() {
        return events.values().stream()
                .filter(this::counts)
                .filter(event -> event.judge().isEmpty() && !event.opinions().isEmpty())
                .count();
    }
}
