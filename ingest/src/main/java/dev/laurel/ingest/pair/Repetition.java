package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.laurel.schema.Candidate;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;

import org.apache.avro.Schema;

/** Whether an event that comes again under its id says what it said before, as far as a ledger keeps it. */
final class Repetition {

    /** Not compared: where it is absent the door writes down when the request came. */
    private static final String TIME = "event_time";

    private static final String MESSAGES = "messages";
    private static final String CANDIDATES = "candidates";

    private Repetition() {}

    /**
     * The fields in which {@code again} differs.
     *
     * @param first as the ledger keeps it, see {@link PromptLedger#withoutTexts}
     */
    static List<String> differences(FeedbackEvent first, FeedbackEvent again, PromptLedger ledger) {
        FeedbackEvent kept = PromptLedger.withoutTexts(again);
        List<String> differing = new ArrayList<>();
        for (Schema.Field field : first.getSchema().getFields()) {
            boolean equal =
                    switch (field.name()) {
                        case TIME -> true;
                        case MESSAGES -> again.getMessages().equals(ledger.prompt());
                        case CANDIDATES ->
                            first.getCandidates().equals(kept.getCandidates()) && textsAreKnown(again, ledger);
                        default -> Objects.equals(first.get(field.pos()), kept.get(field.pos()));
                    };
            if (!equal) {
                differing.add(field.name());
            }
        }
        return differing;
    }

    private static boolean textsAreKnown(FeedbackEvent event, PromptLedger ledger) {
        return event.getCandidates().stream()
                .filter(candidate -> !candidate.getMessages().isEmpty())
                .allMatch(candidate -> isKnown(candidate, ledger));
    }

    private static boolean isKnown(Candidate candidate, PromptLedger ledger) {
        return ledger.answer(candidate.getResponseId())
                .map(Completion::getMessages)
                .filter(candidate.getMessages()::equals)
                .isPresent();
    }
}
