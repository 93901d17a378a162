package dev.laurel.ingest.pair;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.ingest.check.Findings;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.Thumb;

/** A thumb for one answer: what a rater put a thumb up for is preferred to what the same rater put a thumb down for. */
final class ThumbRule implements PairRule<Thumb> {

    @Override
    public FeedbackKind kind() {
        return FeedbackKind.THUMB;
    }

    @Override
    public List<Mention> mentions(Thumb thumb) {
        return List.of(new Mention("response_id", thumb.getResponseId()));
    }

    @Override
    public void check(Thumb thumb, Findings findings) {}

    @Override
    public Stream<Preference> preferences(Thumb thumb, FeedbackEvent event, PromptLedger ledger) {
        return Grades.preferences(grade(thumb, event), ledger, ThumbRule::grade, difference -> Optional.empty());
    }

    private static Optional<Grades.Grade> grade(FeedbackEvent event) {
        return event.getPayload()
                .filter(Thumb.class::isInstance)
                .map(Thumb.class::cast)
                .map(thumb -> grade(thumb, event));
    }

    private static Grades.Grade grade(Thumb thumb, FeedbackEvent event) {
        return new Grades.Grade(event, thumb.getResponseId(), thumb.getUp() ? 1 : 0);
    }
}
