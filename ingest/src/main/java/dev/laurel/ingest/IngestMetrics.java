package dev.laurel.ingest;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.ledger.Deadlines;
import dev.laurel.ingest.ledger.Deadlines.Kind;
import dev.laurel.ingest.ledger.PendingEntries;
import dev.laurel.ingest.pair.GateReport;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.Topic;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The names of ingest's own metrics. Counts include records processed again after an aborted transaction; the topics are the truth. */
public final class IngestMetrics {

    private final MeterRegistry meters;
    private final Waits waitsForPrompt;
    private final Map<Kind, Waits> waits = new EnumMap<>(Kind.class);

    public IngestMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.waitsForPrompt = new Waits(meters, "prompt");
        for (Kind kind : Kind.values()) {
            waits.put(kind, new Waits(meters, kind.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Feedback that names an id whose prompt is not known yet. */
    Waits waitsForPrompt() {
        return waitsForPrompt;
    }

    /** What waits in ledgers for a kind of thing. */
    Waits waits(Kind kind) {
        return waits.get(kind);
    }

    /** Counts what begins to wait, and what no longer does, of changes that are written. */
    void waiting(ProcessorContext<?, ?> context, PendingEntries changes) {
        String task = context.taskId().toString();
        changes.forEachChange((key, value) -> waits.forEach((kind, all) -> {
            if (Deadlines.isOf(kind, key)) {
                boolean waited = changes.isWritten(key);
                if (value.isPresent() && !waited) {
                    all.of(task).added();
                } else if (value.isEmpty() && waited) {
                    all.of(task).removed();
                }
            }
        }));
    }

    /** Feedback that has got the prompt which its ids stand for. */
    void joined() {
        meters.counter("laurel.ingest.joined").increment();
    }

    /** Ids forgotten because they had not been heard of within their time to live. */
    void idsForgotten(int ids) {
        meters.counter("laurel.ingest.ids.forgotten").increment(ids);
    }

    /** Records that came in and could be read. */
    void received(Topic<?> topic) {
        meters.counter("laurel.ingest.records", "topic", topic.name()).increment();
    }

    /** Records that were dropped because they had come before. */
    void repeated(Topic<?> topic) {
        meters.counter("laurel.ingest.duplicates", "topic", topic.name()).increment();
    }

    /** Records that were set aside. */
    void rejected(Topic<?> topic, RejectionReason reason) {
        meters.counter("laurel.ingest.rejected", "topic", topic.name(), "reason", reason.name())
                .increment();
    }

    /** Pairs published or withdrawn. */
    void paired(PreferencePair pair) {
        meters.counter(
                        "laurel.ingest.pairs",
                        "operation",
                        pair.getOperation().name(),
                        "kind",
                        pair.getSource().getKind().name())
                .increment();
    }

    /** Pairs held back, and placeholders in those that were published. */
    void gated(GateReport report) {
        report.heldBack().forEach(pair -> meters.counter(
                        "laurel.ingest.gated",
                        "task",
                        pair.task(),
                        "reason",
                        pair.reason().name())
                .increment());
        report.replaced().forEach(replaced -> meters.counter(
                        "laurel.ingest.replaced",
                        "task",
                        replaced.task(),
                        "kind",
                        replaced.kind().name())
                .increment(replaced.count()));
    }

    /** Erasures that one task has carried out. */
    void erased() {
        meters.counter("laurel.ingest.erasures").increment();
    }

    /** Records of people who have been erased; they are not taken in. */
    void ofErased(Topic<?> topic) {
        meters.counter("laurel.ingest.erased.records", "topic", topic.name()).increment();
    }

    /** Ledgers forgotten because nothing had come for their prompt within their time to live. */
    void forgotten(int ledgers) {
        meters.counter("laurel.ingest.ledgers.forgotten").increment(ledgers);
    }
}
