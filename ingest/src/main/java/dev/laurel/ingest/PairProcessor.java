package dev.laurel.ingest;

import java.time.Instant;
import java.util.Optional;

import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.check.KeyCheck;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.pair.Entry;
import dev.laurel.ingest.pair.Pairs;
import dev.laurel.ingest.pair.PromptLedger;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.PreferencePair;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Enters the records of one topic in the ledgers of their prompts; forwards how the pairs change, and what had to be set aside. */
final class PairProcessor<V extends SpecificRecord> implements Processor<byte[], Received<V>, byte[], Object> {

    /** In bytes; what remains of a broker's usual limit of 1 MiB is for headers. */
    private static final int LARGEST_DEAD_LETTER = 1_000_000;

    private final Intake<V> intake;
    private final LedgerLimits limits;
    private final IngestMetrics metrics;

    private ProcessorContext<byte[], Object> context;
    private LedgerStore ledgers;

    PairProcessor(Intake<V> intake, LedgerLimits limits, IngestMetrics metrics) {
        this.intake = intake;
        this.limits = limits;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.ledgers = new LedgerStore(context, limits.maxBytes());
        if (intake == Intake.FEEDBACK) { // both processors share the store; one of them sweeps it
            context.schedule(
                    limits.checkInterval(),
                    PunctuationType.WALL_CLOCK_TIME,
                    now -> metrics.forgotten(
                            ledgers.forget(Instant.ofEpochMilli(now).minus(limits.timeToLive()))));
        }
    }

    @Override
    public void process(Record<byte[], Received<V>> record) {
        metrics.received(intake.topic());
        check(record).ifPresentOrElse(rejection -> setAside(record, rejection), () -> enter(record));
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

    private void enter(Record<byte[], Received<V>> record) {
        V value = record.value().value();
        PromptLedger before = ledgers.find(intake.key().apply(value));
        Entry entry = intake.enter().apply(before, value);
        if (entry instanceof Entry.Repeated) {
            metrics.repeated(intake.topic());
        } else if (entry instanceof Entry.Refused refused) {
            setAside(record, refused.rejection());
        } else if (entry instanceof Entry.Entered entered) {
            keep(record, before, entered.ledger());
        }
    }

    private void keep(Record<byte[], Received<V>> record, PromptLedger before, PromptLedger after) {
        if (!ledgers.keep(after, Instant.ofEpochMilli(context.currentSystemTimeMs()))) {
            String detail = "more than %d bytes would be known of prompt \"%s\"";
            setAside(
                    record,
                    new Rejection(
                            RejectionReason.LEDGER_FULL, "value", detail.formatted(limits.maxBytes(), after.key())));
            return;
        }
        for (PreferencePair pair : Pairs.changes(before, after)) {
            metrics.paired(pair);
            context.forward(record.withValue((Object) pair).withHeaders(new RecordHeaders()), IngestTopology.PAIRS);
        }
    }

    /** A value too large for the dead-letter topic stays where it came from, which the dead letter names. */
    private void setAside(Record<byte[], Received<V>> record, Rejection rejection) {
        metrics.rejected(intake.topic(), rejection.reason());
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        byte[] bytes = record.value() == null ? null : record.value().bytes();
        boolean copied = bytes == null || bytes.length <= LARGEST_DEAD_LETTER;
        String reason = copied
                ? rejection.message()
                : rejection.message() + " (its " + bytes.length + " bytes are too many to be copied here)";
        Headers headers = new RecordHeaders(record.headers().toArray());
        new DeadLetter(reason, rejection.reason().name(), origin.topic(), origin.partition(), origin.offset())
                .addTo(headers);
        context.forward(
                record.withValue((Object) (copied ? bytes : null)).withHeaders(headers),
                intake.topic().deadLetters());
    }
}
