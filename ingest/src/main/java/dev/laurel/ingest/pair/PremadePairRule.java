package dev.laurel.ingest.pair;

import java.util.List;
import java.util.stream.Stream;

import dev.laurel.ingest.check.Findings;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.accept.Range;
import dev.laurel.schema.accept.Shown;

import static dev.laurel.ingest.check.RejectionReason.EQUAL_ANSWERS;
import static dev.laurel.ingest.check.RejectionReason.OUT_OF_SCALE;

/** A pair that somebody else has made: taken as it is. */
final class PremadePairRule implements PairRule<PremadePair> {

    @Override
    public FeedbackKind kind() {
        return FeedbackKind.PREMADE_PAIR;
    }

    @Override
    public List<Mention> mentions(PremadePair pair) {
        return List.of(new Mention("chosen", pair.getChosen()), new Mention("rejected", pair.getRejected()));
    }

    @Override
    public void check(PremadePair pair, Findings findings) {
        findings.expect(
                !pair.getChosen().equals(pair.getRejected()),
                EQUAL_ANSWERS,
                "payload.rejected",
                "%s is the chosen response too",
                Shown.of(pair.getRejected()));
        findings.expectNumber(pair.getMargin(), Range.MARGIN, "payload.margin");
        double margin = pair.getMargin().orElse(0.0);
        findings.expect(margin >= 0, OUT_OF_SCALE, "payload.margin", "%s is below 0: chosen is the better one", margin);
    }

    @Override
    public Stream<Judgement> judgements(PremadePair pair) {
        return Stream.of(new Judgement.Stated(pair.getChosen(), pair.getRejected(), pair.getMargin()));
    }
}
