package dev.laurel.ingest.pair;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.ingest.check.Findings;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.FeedbackEvent;
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
    public Stream<Preference> preferences(Comparison comparison, FeedbackEvent event, PromptLedger ledger) {
        return switch (comparison.getOutcome()) {
            case A -> preferring(comparison.getResponseA(), comparison.getResponseB(), event, ledger);
            case B -> preferring(comparison.getResponseB(), comparison.getResponseA(), event, ledger);
            case TIE, BOTH_BAD -> Stream.empty();
        };
    }

    private static Stream<Preference> preferring(
            String better, String worse, FeedbackEvent event, PromptLedger ledger) {
        return ledger.preferring(better, worse, Optional.empty(), event).stream();
    }
}
