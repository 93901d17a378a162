package dev.laurel.ingest;

import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.pair.EntryOutcome;
import dev.laurel.ingest.pair.FeedbackRules;
import dev.laurel.ingest.pair.LedgerUpdate;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import org.apache.avro.specific.SpecificRecord;

/**
 * One of the two kinds of record that come in, and what is done with them.
 *
 * @param topic where they come in
 * @param time when it happened, as the record says
 * @param check what can be said of a record by itself; a valid one has a prompt key
 * @param enter how a valid record enters the ledger of its prompt
 */
public record InputTopic<V extends SpecificRecord>(
        Topic<V> topic,
        Function<V, PromptKey> key,
        Function<V, Instant> time,
        Function<V, Checked<V>> check,
        BiFunction<LedgerUpdate, V, EntryOutcome> enter) {

    public static final InputTopic<FeedbackEvent> FEEDBACK = new InputTopic<>(
            Topics.FEEDBACK,
            event -> new PromptKey(event.getTenant(), event.getPromptId()),
            FeedbackEvent::getEventTime,
            FeedbackRules::check,
            LedgerUpdate::enter);

    public static final InputTopic<GeneratedResponse> RESPONSES = new InputTopic<>(
            Topics.RESPONSES,
            response -> new PromptKey(response.getTenant(), response.getPromptId()),
            GeneratedResponse::getEventTime,
            FeedbackRules::check,
            LedgerUpdate::enter);
}
