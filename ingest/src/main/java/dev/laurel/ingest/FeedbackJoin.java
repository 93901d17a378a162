package dev.laurel.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.erase.ErasedPeople;
import dev.laurel.ingest.join.KnownPrompts;
import dev.laurel.ingest.join.KnownPrompts.Found;
import dev.laurel.ingest.join.Reference;
import dev.laurel.ingest.join.UnjoinedFeedback;
import dev.laurel.ingest.join.UnjoinedFeedback.Waiting;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Topics;
import dev.laurel.schema.accept.Shown;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Gives feedback the prompt that its ids stand for. What names an id that is not known yet waits; what names an id of two prompts, or has waited for too
 * long, is set aside. For one task's thread.
 */
final class FeedbackJoin {

    private static final int BATCH = 1_000;

    private final ProcessorContext<byte[], Object> context;
    private final Deserializer<FeedbackEvent> values;
    private final DeadLetters deadLetters;
    private final IngestMetrics metrics;
    private final Waits.Wait waits;
    private final KnownPrompts prompts;
    private final UnjoinedFeedback unjoined;
    private final ErasedPeople erased;

    FeedbackJoin(ProcessorContext<byte[], Object> context, Deserializer<FeedbackEvent> values, IngestMetrics metrics) {
        this.context = context;
        this.values = values;
        this.metrics = metrics;
        this.waits = metrics.waitsForPrompt().of(context.taskId().toString());
        this.deadLetters = new DeadLetters(Topics.UNJOINED, context, metrics);
        StoredEntries entries = new StoredEntries(context, StoredEntries.JOINS);
        this.prompts = new KnownPrompts(entries);
        this.unjoined = new UnjoinedFeedback(entries);
        this.erased = new ErasedPeople(new StoredEntries(context, StoredEntries.ERASURES));
    }

    KnownPrompts prompts() {
        return prompts;
    }

    UnjoinedFeedback unjoined() {
        return unjoined;
    }

    Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    /** Gives an event its prompt, or lets it wait for that. */
    void join(Record<byte[], Received<FeedbackEvent>> record, Reference reference, int partition, long offset) {
        Found found = prompts.find(reference);
        Waiting arrived =
                new Waiting(reference, partition, offset, now(), record.value().kept());
        if (found instanceof Found.Unknown) {
            unjoined.add(arrived);
            waits.added();
        } else {
            settle(arrived, found, record.value().value());
        }
    }

    /** Learns which prompt an id stands for; what waited for it waits no more. */
    void learn(Reference reference, String promptId) {
        Found found = prompts.note(reference, promptId, now());
        List<Waiting> waiting = unjoined.of(reference, BATCH);
        while (!waiting.isEmpty()) {
            for (Waiting record : waiting) {
                unjoined.remove(record);
                waits.removed();
                settle(record, found, values.deserialize(Topics.UNJOINED.name(), record.value()));
            }
            waiting = unjoined.of(reference, BATCH);
        }
    }

    /** Learns that an id stands for a prompt no more. */
    void forget(Reference reference, String promptId) {
        prompts.remove(reference, promptId, now());
    }

    /** Sets aside what has waited for longer than {@code longest}. */
    void expire(Duration longest) {
        List<Waiting> waiting = unjoined.before(now().minus(longest), BATCH);
        for (Waiting record : waiting) {
            unjoined.remove(record);
            waits.removed();
            FeedbackEvent event = values.deserialize(Topics.UNJOINED.name(), record.value());
            if (erased.contain(InputTopic.UNJOINED.person().apply(event))) {
                metrics.ofErased(Topics.UNJOINED);
                continue;
            }
            setAside(
                    record,
                    RejectionReason.UNKNOWN_PROMPT,
                    "%s stands for no prompt that became known within %s"
                            .formatted(Shown.of(record.reference().id()), longest));
        }
    }

    private void settle(Waiting record, Found found, FeedbackEvent event) {
        if (erased.contain(InputTopic.UNJOINED.person().apply(event))) {
            metrics.ofErased(Topics.UNJOINED);
        } else if (found instanceof Found.Prompt prompt) {
            metrics.joined();
            PromptKey key = new PromptKey(event.getTenant(), prompt.promptId());
            FeedbackEvent joined = FeedbackEvent.newBuilder(event)
                    .setPromptId(prompt.promptId())
                    .build();
            context.forward(
                    new Record<>(key.toBytes(), (Object) joined, now().toEpochMilli(), new RecordHeaders()),
                    IngestTopology.JOINED);
        } else {
            Found.Ambiguous two = (Found.Ambiguous) found;
            setAside(
                    record,
                    RejectionReason.AMBIGUOUS_RESPONSE,
                    "%s stands for prompt %s and for prompt %s"
                            .formatted(Shown.of(record.reference().id()), Shown.of(two.one()), Shown.of(two.other())));
        }
    }

    private void setAside(Waiting record, RejectionReason reason, String detail) {
        byte[] key = record.reference().key().toBytes();
        deadLetters.put(
                new Record<>(key, record.value(), now().toEpochMilli(), new RecordHeaders()),
                new Rejection(reason, "prompt_id", detail),
                record.partition(),
                record.offset());
    }
}
