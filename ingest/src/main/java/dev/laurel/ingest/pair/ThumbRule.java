package dev.laurel.ingest.pair;

import java.util.List;
import java.util.stream.Stream;

import dev.laurel.ingest.check.Findings;
import dev.laurel.ingest.ledger.GradeKind;
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
    public Stream<Judgement> judgements(Thumb thumb) {
        return Stream.of(new Judgement.Graded(GradeKind.THUMB, thumb.getResponseId(), thumb.getUp() ? 1 : 0));
    }
}
