package dev.laurel.ingest;

import java.util.Optional;

import dev.laurel.ingest.check.Findings;
import dev.laurel.ingest.check.KeyCheck;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.join.Reference;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.PromptReference;
import dev.laurel.schema.ReferenceKind;
import dev.laurel.schema.Topics;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Learns which prompts ids stand for, see {@link FeedbackJoin}. For one task's thread. */
final class ReferenceProcessor implements Processor<byte[], Received<PromptReference>, byte[], Object> {

    private final Deserializer<FeedbackEvent> values;
    private final IngestMetrics metrics;

    private FeedbackJoin join;
    private DeadLetters deadLetters;

    /** @param values of the feedback that waits */
    ReferenceProcessor(Deserializer<FeedbackEvent> values, IngestMetrics metrics) {
        this.values = values;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.join = new FeedbackJoin(context, values, metrics);
        this.deadLetters = new DeadLetters(Topics.PROMPT_IDS, context, metrics);
    }

    @Override
    public void process(Record<byte[], Received<PromptReference>> record) {
        metrics.received(Topics.PROMPT_IDS);
        if (record.value() == null) {
            return; // a tombstone; ids are forgotten in their own time
        }
        PromptReference reference = record.value().value();
        Optional<Rejection> rejection = check(record.key(), reference);
        if (rejection.isPresent()) {
            deadLetters.put(record, rejection.get());
        } else if (reference.getForgotten()) {
            join.forget(Reference.of(reference), reference.getPromptId());
        } else {
            join.learn(Reference.of(reference), reference.getPromptId());
        }
    }

    private static Optional<Rejection> check(byte[] key, PromptReference reference) {
        Findings findings = new Findings();
        findings.expectTenant(reference.getTenant());
        findings.expectName(reference.getId(), "id");
        findings.expectName(reference.getSystem(), "system");
        findings.expectName(reference.getPromptId(), "prompt_id");
        findings.expect(
                reference.getKind() != ReferenceKind.UNKNOWN,
                RejectionReason.UNSUPPORTED_KIND,
                "kind",
                "is none that this version knows");
        return findings.first()
                .or(() -> KeyCheck.check(key, Reference.of(reference).key()));
    }
}
