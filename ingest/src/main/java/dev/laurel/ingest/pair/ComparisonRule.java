package dev.laurel.ingest.pair;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.ingest.check.Findings;
import dev.laurel.ingest.ledger.Votes.Vote;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.accept.Range;
import dev.laurel.schema.accept.Shown;

import static dev.laurel.ingest.check.RejectionReason.EQUAL_ANSWERS;

/** Two answers side by side: the better one is preferred. A tie, or two bad answers, prefer neither. */
final class ComparisonRule implements PairRule<Comparison> {

    @Override
    public FeedbackKind kind() {
        return FeedbackKind.COMPARISON;
    }

    @Override
    public List<Mention> mentions(Comparison comparison) {
        return List.of(
                new Mention("response_a", comparison.getResponseA()),
                new Mention("response_b", comparison.getResponseB()));
    }

    @Override
    public void check(Comparison comparison, Findings findings) {
        findings.expect(
                !comparison.getResponseA().equals(comparison.getResponseB()),
                EQUAL_ANSWERS,
                "payload.response_b",
                "%s is response_a too",
                Shown.of(comparison.getResponseB()));
        findings.expectNumber(comparison.getStrength(), Range.STRENGTH, "payload.strength");
    }

    @Override
    public Stream<Judgement> judgements(Comparison comparison) {
        String a = comparison.getResponseA();
        String b = comparison.getResponseB();
        return Stream.of(
                switch (comparison.getOutcome()) {
                    case A -> preferring(a, b, comparison);
                    case B -> preferring(b, a, comparison);
                    case TIE, BOTH_BAD -> new Judgement.Voted(new Vote(a, b, true, Optional.empty(), 1));
                });
    }

    private static Judgement preferring(String better, String worse, Comparison comparison) {
        return new Judgement.Voted(new Vote(better, worse, false, comparison.getStrength(), 1));
    }
}
