package dev.laurel.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.erase.ErasedPeople;
import dev.laurel.ingest.ledger.Arrivals;
import dev.laurel.ingest.ledger.Arrivals.Arrival;
import dev.laurel.ingest.ledger.Deadlines;
import dev.laurel.ingest.ledger.Deadlines.Due;
import dev.laurel.ingest.ledger.Deadlines.Held;
import dev.laurel.ingest.ledger.Deadlines.Kind;
import dev.laurel.ingest.ledger.LedgerAges;
import dev.laurel.ingest.ledger.PendingEntries;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.ingest.pair.LedgerUpdate;
import dev.laurel.ingest.pair.PairSettings;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Topics;
import dev.laurel.schema.accept.Shown;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What is done to ledgers in their time: those that nothing was written to are forgotten, and what has waited too long for what it refers to is set
 * aside. For one task's thread.
 */
final class LedgerChores {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final int BATCH = 1_000;
    private static final int ARRIVALS = 10;
    private static final Held NOWHERE = new Held(Instant.EPOCH, 0, DeadLetters.UNKNOWN_OFFSET, new byte[0]);

    private final ProcessorContext<byte[], Object> context;
    private final Serde<FeedbackEvent> values;
    private final PairSettings settings;
    private final LedgerLimits limits;
    private final IngestMetrics metrics;
    private final StoredEntries ledgers;
    private final ErasedPeople erased;
    private final DeadLetters deadLetters;

    LedgerChores(
            ProcessorContext<byte[], Object> context,
            Serde<FeedbackEvent> values,
            PairSettings settings,
            LedgerLimits limits,
            IngestMetrics metrics) {
        this.context = context;
        this.values = values;
        this.settings = settings;
        this.limits = limits;
        this.metrics = metrics;
        this.ledgers = new StoredEntries(context, StoredEntries.LEDGERS);
        this.erased = new ErasedPeople(new StoredEntries(context, StoredEntries.ERASURES));
        this.deadLetters = new DeadLetters(Topics.FEEDBACK, context, metrics);
    }

    void schedule() {
        LedgerAges ages = new LedgerAges(ledgers);
        EarlierLedgerStore earlier = new EarlierLedgerStore(context);
        Sweep.schedule(context, ages::forget, limits.timeToLive(), metrics::forgotten);
        Sweep.schedule(context, earlier::forget, limits.timeToLive(), metrics::forgotten);
        for (Kind kind : Kind.values()) {
            waits(kind).is(Deadlines.queue(ledgers, kind).size());
        }
        context.schedule(CHECK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::check);
    }

    private void check(long now) {
        Instant limit = Instant.ofEpochMilli(now).minus(limits.longestWait());
        for (Kind kind : Kind.values()) {
            Deadlines.due(ledgers, kind, limit, BATCH).forEach(due -> tryToExpire(kind, due));
            waits(kind).oldest(Deadlines.queue(ledgers, kind).oldest());
        }
        new Arrivals(ledgers).first(ARRIVALS).forEach(this::tryToGoOn);
    }

    /** What meets a bug is set aside without a value; the feedback that it concerns waits until its time. */
    private void tryToGoOn(Arrival arrival) {
        try {
            goOn(arrival);
        } catch (KafkaException e) { // a store, or the registry
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            new Arrivals(ledgers).remove(arrival);
            deadLetters.put(
                    record(arrival.promptKey(), null),
                    deadLetters.unexpected(e),
                    context.taskId().partition(),
                    DeadLetters.UNKNOWN_OFFSET);
        }
    }

    private void goOn(Arrival arrival) {
        PendingEntries entries = new PendingEntries(ledgers);
        PromptLedger ledger = new PromptLedger(PromptKey.parse(arrival.promptKey()), entries);
        LedgerUpdate update = new LedgerUpdate(ledger, settings, NOWHERE);
        update.arrive(arrival.text());
        metrics.waiting(context, entries);
        metrics.gated(update.gates());
        entries.writeTo(ledgers);
        update.changes().forEach(pair -> publish(ledger.key(), pair));
    }

    /** What meets a bug is set aside without its value, and waits no more. */
    private void tryToExpire(Kind kind, Due due) {
        try {
            expire(kind, due);
        } catch (KafkaException e) { // a store, or the registry
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            Deadlines.drop(ledgers, kind, due);
            waits(kind).removed();
            deadLetters.put(
                    record(due.promptKey(), null),
                    deadLetters.unexpected(e),
                    context.taskId().partition(),
                    DeadLetters.UNKNOWN_OFFSET);
        }
    }

    private void expire(Kind kind, Due due) {
        PendingEntries entries = new PendingEntries(ledgers);
        PromptLedger ledger = new PromptLedger(PromptKey.parse(due.promptKey()), entries);
        ledger.deadlines()
                .find(kind, due.what())
                .ifPresentOrElse(held -> expire(kind, due, held, ledger), () -> Deadlines.drop(entries, kind, due));
        metrics.waiting(context, entries);
        entries.writeTo(ledgers);
    }

    private void expire(Kind kind, Due due, Held held, PromptLedger ledger) {
        if (kind == Kind.TEXT) {
            LedgerUpdate update = new LedgerUpdate(ledger, settings, held);
            update.expire(due.what())
                    .ifPresent(event -> setAside(
                            kind, due, held, event, values.serializer().serialize(Topics.FEEDBACK.name(), event)));
            metrics.gated(update.gates());
            update.changes().forEach(pair -> publish(ledger.key(), pair));
        } else {
            ledger.deadlines().release(kind, due.what());
            FeedbackEvent event = values.deserializer().deserialize(Topics.FEEDBACK.name(), held.value());
            setAside(kind, due, held, event, held.value());
        }
    }

    private void setAside(Kind kind, Due due, Held held, FeedbackEvent event, byte[] value) {
        if (erased.contain(InputTopic.FEEDBACK.person().apply(event))) {
            metrics.ofErased(Topics.FEEDBACK);
        } else {
            deadLetters.put(record(due.promptKey(), value), rejection(kind, due), held.partition(), held.offset());
        }
    }

    private Record<byte[], byte[]> record(String promptKey, byte[] value) {
        byte[] key = promptKey.getBytes(StandardCharsets.UTF_8);
        return new Record<>(key, value, context.currentSystemTimeMs(), new RecordHeaders());
    }

    private Rejection rejection(Kind kind, Due due) {
        String what = Shown.of(due.what().id());
        String prompt = Shown.of(due.promptKey());
        return switch (kind) {
            case TEXT ->
                new Rejection(
                        RejectionReason.UNKNOWN_TEXT,
                        "payload",
                        "event %s speaks of texts of prompt %s that did not come within %s"
                                .formatted(what, prompt, limits.longestWait()));
            case EVENT ->
                new Rejection(
                        RejectionReason.UNKNOWN_EVENT,
                        "supersedes",
                        "event %s of prompt %s did not come within %s".formatted(what, prompt, limits.longestWait()));
            case FEEDBACK ->
                new Rejection(
                        RejectionReason.UNKNOWN_EVENT,
                        "feedback_id",
                        "no event with feedback_id %s of prompt %s came within %s"
                                .formatted(what, prompt, limits.longestWait()));
        };
    }

    private void publish(PromptKey key, PreferencePair pair) {
        metrics.paired(pair);
        context.forward(
                new Record<>(key.toBytes(), (Object) pair, context.currentSystemTimeMs(), new RecordHeaders()),
                IngestTopology.PAIRS);
    }

    private Waits.Wait waits(Kind kind) {
        return metrics.waits(kind).of(context.taskId().toString());
    }
}
