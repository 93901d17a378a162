package dev.laurel.ingest;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.erase.Person;
import dev.laurel.ingest.join.Reference;
import dev.laurel.ingest.join.UnjoinedCheck;
import dev.laurel.ingest.pair.FeedbackRules;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import org.apache.avro.specific.SpecificRecord;

/**
 * A topic that others write, and what its records must be.
 *
 * @param topic where they come in
 * @param time when it happened, as the record says
 * @param person whose conversation it is
 * @param check what can be said of a record by itself; a valid one has a key
 * @param checkFields the part of it that the ledger does not find out too
 */
public record InputTopic<V extends SpecificRecord>(
        Topic<V> topic,
        Function<V, PromptKey> key,
        Function<V, Instant> time,
        Function<V, Optional<Person>> person,
        Function<V, Checked<V>> check,
        Function<V, Checked<V>> checkFields) {

    public static final InputTopic<FeedbackEvent> FEEDBACK = new InputTopic<>(
            Topics.FEEDBACK,
            event -> new PromptKey(event.getTenant(), event.getPromptId()),
            FeedbackEvent::getEventTime,
            InputTopic::person,
            FeedbackRules::check,
            FeedbackRules::checkFields);

    /** Its key is that of the id which stands for the prompt, and it enters no ledger before it has got its prompt. */
    public static final InputTopic<FeedbackEvent> UNJOINED = new InputTopic<>(
            Topics.UNJOINED,
            event -> Reference.in(event).orElseThrow().key(),
            FeedbackEvent::getEventTime,
            InputTopic::person,
            UnjoinedCheck::check,
            UnjoinedCheck::check);

    public static final InputTopic<GeneratedResponse> RESPONSES = new InputTopic<>(
            Topics.RESPONSES,
            response -> new PromptKey(response.getTenant(), response.getPromptId()),
            GeneratedResponse::getEventTime,
            response -> Person.of(response.getTenant(), response.getSubject()),
            FeedbackRules::check,
            FeedbackRules::check);

    private static Optional<Person> person(FeedbackEvent event) {
        return Person.of(event.getTenant(), event.getSource().getSubject());
    }

    /** Where feedback belongs. */
    public static InputTopic<FeedbackEvent> of(FeedbackEvent event) {
        return event.getPromptId().isEmpty() ? UNJOINED : FEEDBACK;
    }
}
