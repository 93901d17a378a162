package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.laurel.ingest.ledger.Judgements;
import dev.laurel.ingest.ledger.PromptTexts;
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
     * @param first as the ledger keeps it, see {@link Judgements#withoutTexts}
     */
    static List<String> differences(FeedbackEvent first, FeedbackEvent again, PromptTexts texts) {
        FeedbackEvent kept = Judgements.withoutTexts(again);
        List<String> differing = new ArrayList<>();
        for (Schema.Field field : first.getSchema().getFields()) {
            boolean equal =
                    switch (field.name()) {
                        case TIME -> true;
                        case MESSAGES ->
                            again.getMessages().isEmpty()
                                    || texts.prompt()
                                            .filter(known -> TextEntry.same(known.messages(), again.getMessages()))
                                            .isPresent();
                        case CANDIDATES ->
                            first.getCandidates().equals(kept.getCandidates()) && textsAreKnown(again, texts);
                        default -> Objects.equals(first.get(field.pos()), kept.get(field.pos()));
                    };
            if (!equal) {
                differing.add(field.name());
            }
        }
        return differing;
    }

    private static boolean textsAreKnown(FeedbackEvent event, PromptTexts texts) {
        return event.getCandidates().stream()
                .filter(candidate -> !candidate.getMessages().isEmpty())
                .allMatch(candidate -> isKnown(candidate, texts));
    }

    private static boolean isKnown(Candidate candidate, PromptTexts texts) {
        return texts.answer(candidate.getResponseId())
                .map(Completion::getMessages)
                .filter(candidate.getMessages()::equals)
                .isPresent();
    }
}
