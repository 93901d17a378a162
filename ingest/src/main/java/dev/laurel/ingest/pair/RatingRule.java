package dev.laurel.ingest.pair;

import java.util.List;
import java.util.stream.Stream;

import dev.laurel.ingest.check.Findings;
import dev.laurel.ingest.ledger.GradeKind;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.Rating;
import dev.laurel.schema.accept.Range;

import static dev.laurel.ingest.check.RejectionReason.OUT_OF_SCALE;

/**
 * A number given to one answer: of two answers that one rater rated differently, the one with the higher rating is preferred, by the difference of the
 * ratings on a scale from 0 to 1.
 */
final class RatingRule implements PairRule<Rating> {

    /** Well above the distance of two neighbouring doubles at the ends of {@link Range#SCORE}. */
    private static final double NARROWEST_SCALE = 1e-6;

    @Override
    public FeedbackKind kind() {
        return FeedbackKind.RATING;
    }

    @Override
    public List<Mention> mentions(Rating rating) {
        return List.of(new Mention("response_id", rating.getResponseId()));
    }

    @Override
    public void check(Rating rating, Findings findings) {
        double minimum = rating.getMinimum();
        double maximum = rating.getMaximum();
        findings.expectNumber(minimum, Range.SCORE, "payload.minimum");
        findings.expectNumber(maximum, Range.SCORE, "payload.maximum");
        findings.expect(
                maximum - minimum >= NARROWEST_SCALE,
                OUT_OF_SCALE,
                "payload.maximum",
                "%s is not above the minimum, %s",
                maximum,
                minimum);
        findings.expect(
                rating.getValue() >= minimum && rating.getValue() <= maximum,
                OUT_OF_SCALE,
                "payload.value",
                "%s is not in %s..%s",
                rating.getValue(),
                minimum,
                maximum);
    }

    @Override
    public Stream<Judgement> judgements(Rating rating) {
        double range = rating.getMaximum() - rating.getMinimum();
        double value = (rating.getValue() - rating.getMinimum()) / range;
        return Stream.of(new Judgement.Graded(GradeKind.RATING, rating.getResponseId(), value));
    }
}
