package dev.laurel.ingest;

import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.Topic;

import io.micrometer.core.instrument.MeterRegistry;

/** The names of ingest's own metrics. Counts include records processed again after an aborted transaction; the topics are the truth. */
public final class IngestMetrics {

    private final MeterRegistry meters;
    private final Waits waitsForPrompt;

    public IngestMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.waitsForPrompt = new Waits(meters, "prompt");
    }

    /** Feedback that names an id whose prompt is not known yet. */
    Waits waitsForPrompt() {
        return waitsForPrompt;
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

    /** Ledgers forgotten because nothing had come for their prompt within their time to live. */
    void forgotten(int ledgers) {
        meters.counter("laurel.ingest.ledgers.forgotten").increment(ledgers);
    }
}
