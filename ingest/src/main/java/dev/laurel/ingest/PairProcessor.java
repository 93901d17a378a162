package dev.laurel.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.check.KeyCheck;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.erase.ErasedPeople;
import dev.laurel.ingest.join.Reference;
import dev.laurel.ingest.ledger.Deadlines.Held;
import dev.laurel.ingest.ledger.EarlierLedger;
import dev.laurel.ingest.ledger.LedgerAges;
import dev.laurel.ingest.ledger.PendingEntries;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.ingest.pair.EarlierPairs;
import dev.laurel.ingest.pair.EntryOutcome;
import dev.laurel.ingest.pair.LedgerUpdate;
import dev.laurel.ingest.pair.PairSettings;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.PromptReference;
import dev.laurel.schema.accept.Shown;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Enters the records of one topic in the ledgers of their prompts; forwards how the pairs change, and what had to be set aside. A record that meets a bug
 * is set aside as well; what the infrastructure throws ends the thread.
 */
final class PairProcessor<V extends SpecificRecord> implements Processor<byte[], Received<V>, byte[], Object> {

    private final InputTopic<V> intake;
    private final BiFunction<LedgerUpdate, V, EntryOutcome> enter;
    private final PairSettings settings;
    private final LedgerLimits limits;
    private final IngestMetrics metrics;
    private final Consumer<ProcessorContext<byte[], Object>> chores;

    private ProcessorContext<byte[], Object> context;
    private StoredEntries ledgers;
    private EarlierLedgerStore earlier;
    private LedgerAges ages;
    private ErasedPeople erased;
    private DeadLetters deadLetters;

    /**
     * @param enter how a valid record enters the ledger of its prompt
     * @param chores what to do beside, begun with each task; both processors of a task share its ledgers, and one of them does the chores
     */
    PairProcessor(
            InputTopic<V> intake,
            BiFunction<LedgerUpdate, V, EntryOutcome> enter,
            PairSettings settings,
            LedgerLimits limits,
            IngestMetrics metrics,
            Consumer<ProcessorContext<byte[], Object>> chores) {
        this.intake = intake;
        this.enter = enter;
        this.settings = settings;
        this.limits = limits;
        this.metrics = metrics;
        this.chores = chores;
    }

    /** What is to be done about a record, found out before anything is written. */
    private sealed interface Plan {

        /** @param takenOver the ledger of an earlier form that was behind it */
        record Keep(
                PromptKey prompt,
                PendingEntries entries,
                Optional<EarlierLedger> takenOver,
                EntryOutcome.Entered entered)
                implements Plan {}

        record SetAside(Rejection rejection) implements Plan {}

        record Nothing() implements Plan {}

        /** The person whose conversation it is has been erased, or it says of an erased conversation no other's name. */
        record Erased() implements Plan {}
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.ledgers = new StoredEntries(context, StoredEntries.LEDGERS);
        this.earlier = new EarlierLedgerStore(context);
        this.ages = new LedgerAges(ledgers);
        this.erased = new ErasedPeople(new StoredEntries(context, StoredEntries.ERASURES));
        this.deadLetters = new DeadLetters(intake.topic(), context, metrics);
        chores.accept(context);
    }

    @Override
    public void process(Record<byte[], Received<V>> record) {
        metrics.received(intake.topic());
        Plan plan = plan(record);
        if (plan instanceof Plan.SetAside aside) {
            deadLetters.put(record, aside.rejection());
        } else if (plan instanceof Plan.Keep keep) {
            keep(keep);
            metrics.gated(keep.entered().gates());
            keep.entered().changes().forEach(pair -> publish(record, pair));
            references(keep, record.value().value()).forEach(reference -> tell(record, reference, keep.prompt()));
        } else if (plan instanceof Plan.Erased) {
            metrics.ofErased(intake.topic());
        } else {
            metrics.repeated(intake.topic());
        }
    }

    private Plan plan(Record<byte[], Received<V>> record) {
        try {
            if (record.value() != null && isOfErased(record.value().value())) {
                return new Plan.Erased();
            }
            return check(record).<Plan>map(Plan.SetAside::new).orElseGet(() -> enter(record));
        } catch (KafkaException e) { // the state store, or the registry
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            return new Plan.SetAside(deadLetters.unexpected(e));
        }
    }

    private boolean isOfErased(V value) {
        return erased.contain(intake.person().apply(value));
    }

    private Optional<Rejection> check(Record<byte[], Received<V>> record) {
        if (record.value() == null) {
            return Optional.of(new Rejection(RejectionReason.MISSING_VALUE, "value", "is null"));
        }
        V value = record.value().value();
        if (intake.checkFields().apply(value) instanceof Checked.Rejected<V> rejected) {
            return Optional.of(rejected.rejection());
        }
        return KeyCheck.check(record.key(), intake.key().apply(value));
    }

    private Plan enter(Record<byte[], Received<V>> record) {
        V value = record.value().value();
        PromptKey key = intake.key().apply(value);
        PendingEntries entries = new PendingEntries(ledgers);
        PromptLedger ledger = new PromptLedger(key, entries);
        if (ledger.isErased()) {
            if (intake.person().apply(value).isEmpty()) {
                return new Plan.Erased();
            }
            ledger.reopen();
        }
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        Held arrival = new Held(
                now(), origin.partition(), origin.offset(), record.value().kept());
        Optional<EarlierLedger> before = earlier.find(key);
        before.ifPresent(known -> new EarlierPairs(ledger, arrival).takeOver(known));
        EntryOutcome entry = enter.apply(new LedgerUpdate(ledger, settings, arrival), value);
        if (entry instanceof EntryOutcome.Refused refused) {
            return new Plan.SetAside(refused.rejection());
        }
        if (!(entry instanceof EntryOutcome.Entered entered)) {
            return new Plan.Nothing();
        }
        return entries.largest() > limits.maxBytes()
                ? new Plan.SetAside(tooLarge(key, entries.largest()))
                : new Plan.Keep(key, entries, before, entered);
    }

    private void publish(Record<byte[], Received<V>> record, PreferencePair pair) {
        metrics.paired(pair);
        context.forward(record.withValue((Object) pair).withHeaders(new RecordHeaders()), IngestTopology.PAIRS);
    }

    /** The ids that have become known to stand for the prompt. */
    private static List<Reference> references(Plan.Keep keep, Object value) {
        List<Reference> references = new ArrayList<>();
        String tenant = keep.prompt().tenant();
        keep.takenOver().stream()
                .flatMap(known -> known.answers().stream())
                .forEach(answer -> references.add(Reference.toResponse(tenant, answer.getResponseId())));
        keep.entered().answers().forEach(answer -> references.add(Reference.toResponse(tenant, answer)));
        keep.entered().feedbackId().ifPresent(id -> references.add(Reference.toFeedback((FeedbackEvent) value, id)));
        return references;
    }

    private void tell(Record<byte[], Received<V>> record, Reference reference, PromptKey prompt) {
        PromptReference value = reference.to(prompt.promptId(), now());
        context.forward(
                new Record<>(reference.key().toBytes(), (Object) value, record.timestamp(), new RecordHeaders()),
                IngestTopology.PROMPT_IDS);
    }

    private Rejection tooLarge(PromptKey key, int bytes) {
        String detail = "needs %,d bytes in the ledger of prompt %s, more than %,d";
        return new Rejection(
                RejectionReason.LEDGER_FULL,
                "value",
                detail.formatted(bytes, Shown.of(key.toString()), limits.maxBytes()));
    }

    private void keep(Plan.Keep keep) {
        metrics.waiting(context, keep.entries());
        keep.entries().writeTo(ledgers);
        ages.touch(keep.prompt(), now(), Sweep.interval(limits.timeToLive()));
        if (keep.takenOver().isPresent()) {
            earlier.delete(keep.prompt());
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
