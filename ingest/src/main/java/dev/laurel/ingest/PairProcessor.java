package dev.laurel.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.check.KeyCheck;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.ledger.LedgerAges;
import dev.laurel.ingest.ledger.PendingEntries;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.ingest.pair.EarlierPairs;
import dev.laurel.ingest.pair.EntryOutcome;
import dev.laurel.ingest.pair.LedgerUpdate;
import dev.laurel.ingest.pair.PairSettings;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.accept.Shown;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters the records of one topic in the ledgers of their prompts; forwards how the pairs change, and what had to be set aside. A record that meets a bug
 * is set aside as well; what the infrastructure throws ends the thread.
 */
final class PairProcessor<V extends SpecificRecord> implements Processor<byte[], Received<V>, byte[], Object> {

    private static final Logger LOG = LoggerFactory.getLogger(PairProcessor.class);

    private final InputTopic<V> intake;
    private final PairSettings settings;
    private final LedgerLimits limits;
    private final IngestMetrics metrics;

    private ProcessorContext<byte[], Object> context;
    private LedgerStore ledgers;
    private EarlierLedgerStore earlier;
    private LedgerAges ages;

    PairProcessor(InputTopic<V> intake, PairSettings settings, LedgerLimits limits, IngestMetrics metrics) {
        this.intake = intake;
        this.settings = settings;
        this.limits = limits;
        this.metrics = metrics;
    }

    /** What is to be done about a record, found out before anything is written. */
    private sealed interface Plan {

        record Keep(PromptKey prompt, PendingEntries entries, List<PreferencePair> changes) implements Plan {}

        record SetAside(Rejection rejection) implements Plan {}

        record Nothing() implements Plan {}
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.ledgers = new LedgerStore(context);
        this.earlier = new EarlierLedgerStore(context);
        this.ages = new LedgerAges(ledgers);
        if (intake == InputTopic.FEEDBACK) { // both processors share the stores; one of them sweeps them
            LedgerSweep.schedule(context, ages::forget, limits, metrics);
            LedgerSweep.schedule(context, earlier::forget, limits, metrics);
        }
    }

    @Override
    public void process(Record<byte[], Received<V>> record) {
        metrics.received(intake.topic());
        Plan plan = plan(record);
        if (plan instanceof Plan.SetAside aside) {
            setAside(record, aside.rejection());
        } else if (plan instanceof Plan.Keep keep) {
            keep(keep);
            for (PreferencePair pair : keep.changes()) {
                metrics.paired(pair);
                context.forward(record.withValue((Object) pair).withHeaders(new RecordHeaders()), IngestTopology.PAIRS);
            }
        } else {
            metrics.repeated(intake.topic());
        }
    }

    private Plan plan(Record<byte[], Received<V>> record) {
        try {
            return check(record).<Plan>map(Plan.SetAside::new).orElseGet(() -> enter(record));
        } catch (KafkaException e) { // the state store, or the registry
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            String kind = e.getClass().getName();
            RecordMetadata origin = context.recordMetadata().orElseThrow();
            StackTraceElement[] stack = e.getStackTrace();
            LOG.error( // without its message, which may quote the record
                    "record met the unexpected topic={} partition={} offset={} exception={} at={}",
                    origin.topic(),
                    origin.partition(),
                    origin.offset(),
                    kind,
                    stack.length == 0 ? "unknown" : stack[0]);
            return new Plan.SetAside(new Rejection(RejectionReason.UNEXPECTED, "value", "met a " + kind));
        }
    }

    private Optional<Rejection> check(Record<byte[], Received<V>> record) {
        if (record.value() == null) {
            return Optional.of(new Rejection(RejectionReason.MISSING_VALUE, "value", "is null"));
        }
        V value = record.value().value();
        if (intake.check().apply(value) instanceof Checked.Rejected<V> rejected) {
            return Optional.of(rejected.rejection());
        }
        return KeyCheck.check(record.key(), intake.key().apply(value));
    }

    private Plan enter(Record<byte[], Received<V>> record) {
        V value = record.value().value();
        PromptKey key = intake.key().apply(value);
        PendingEntries entries = new PendingEntries(ledgers);
        PromptLedger ledger = new PromptLedger(key, entries);
        earlier.find(key).ifPresent(before -> new EarlierPairs(ledger).takeOver(before));
        EntryOutcome entry = intake.enter().apply(new LedgerUpdate(ledger, settings), value);
        if (entry instanceof EntryOutcome.Refused refused) {
            return new Plan.SetAside(refused.rejection());
        }
        if (!(entry instanceof EntryOutcome.Entered entered)) {
            return new Plan.Nothing();
        }
        return entries.largest() > limits.maxBytes()
                ? new Plan.SetAside(tooLarge(key, entries.largest()))
                : new Plan.Keep(key, entries, entered.changes());
    }

    private Rejection tooLarge(PromptKey key, int bytes) {
        String detail = "needs %,d bytes in the ledger of prompt %s, more than %,d";
        return new Rejection(
                RejectionReason.LEDGER_FULL,
                "value",
                detail.formatted(bytes, Shown.of(key.toString()), limits.maxBytes()));
    }

    private void keep(Plan.Keep keep) {
        keep.entries()
                .forEachChange((key, value) ->
                        value.ifPresentOrElse(bytes -> ledgers.put(key, bytes), () -> ledgers.delete(key)));
        ages.touch(keep.prompt(), now(), limits.checkInterval());
        earlier.delete(keep.prompt());
    }

    private void setAside(Record<byte[], Received<V>> record, Rejection rejection) {
        metrics.rejected(intake.topic(), rejection.reason());
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        DeadLetter letter = new DeadLetter(
                rejection.message(), rejection.reason().name(), origin.topic(), origin.partition(), origin.offset());
        byte[] bytes = record.value() == null ? null : record.value().bytes();
        context.forward(letter.of(record.withValue(bytes)), intake.topic().deadLetters());
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
