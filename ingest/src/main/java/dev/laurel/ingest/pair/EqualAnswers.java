package dev.laurel.ingest.pair;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.laurel.ingest.check.Findings;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.Message;
import dev.laurel.schema.accept.Shown;

/**
 * Finds a preference for an answer over another whose text, in the same event, is the same. Where the texts come in several records such a preference
 * makes no pair, and is no fault of one of them.
 */
final class EqualAnswers {

    private EqualAnswers() {}

    static void check(FeedbackEvent event, Findings findings) {
        Map<String, List<Message>> texts = event.getCandidates().stream()
                .filter(candidate -> !candidate.getMessages().isEmpty())
                .collect(Collectors.toMap(Candidate::getResponseId, Candidate::getMessages, (first, second) -> first));
        FeedbackRules.judgements(event).forEach(judgement -> {
            if (judgement instanceof Judgement.Stated stated) {
                check(stated.better(), stated.worse(), texts, findings);
            } else if (judgement instanceof Judgement.Edited edited) {
                checkEdit(edited, texts, findings);
            } else if (judgement instanceof Judgement.Voted voted
                    && !voted.vote().tied()
                    && FeedbackRules.kind(event)
                            != FeedbackKind.RANKING) { // which may well have answers that say the same
                check(voted.vote().better(), voted.vote().worse(), texts, findings);
            }
        });
    }

    private static void check(String better, String worse, Map<String, List<Message>> texts, Findings findings) {
        findings.expect(
                !texts.containsKey(better) || !texts.get(better).equals(texts.get(worse)),
                RejectionReason.EQUAL_ANSWERS,
                "payload",
                "chosen %s and rejected %s have the same text",
                Shown.of(better),
                Shown.of(worse));
    }

    private static void checkEdit(Judgement.Edited edited, Map<String, List<Message>> texts, Findings findings) {
        Optional<String> original = Optional.ofNullable(texts.get(edited.responseId()))
                .map(turns -> turns.get(turns.size() - 1).getContent());
        findings.expect(
                original.filter(edited.text()::equals).isEmpty(),
                RejectionReason.EQUAL_ANSWERS,
                "payload.edited",
                "is the text of %s as it was",
                Shown.of(edited.responseId()));
    }
}
