package dev.laurel.ingest;

import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.Topic;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets records of one topic aside, with the reason, in its dead-letter topic. For one task's thread. */
final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    /** Of a record of which nobody knows any more where it lay. */
    static final long UNKNOWN_OFFSET = -1;

    private final Topic<?> topic;
    private final ProcessorContext<byte[], Object> context;
    private final IngestMetrics metrics;

    DeadLetters(Topic<?> topic, ProcessorContext<byte[], Object> context, IngestMetrics metrics) {
        this.topic = topic;
        this.context = context;
        this.metrics = metrics;
    }

    /** Sets aside the record that is being processed. */
    void put(Record<byte[], ? extends Received<?>> record, Rejection rejection) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        byte[] bytes = record.value() == null ? null : record.value().bytes();
        put(record.withValue(bytes), rejection, origin.partition(), origin.offset());
    }

    /** Sets aside a record that came earlier. */
    void put(Record<byte[], byte[]> record, Rejection rejection, int partition, long offset) {
        metrics.rejected(topic, rejection.reason());
        DeadLetter letter =
                new DeadLetter(rejection.message(), rejection.reason().name(), topic.name(), partition, offset);
        context.forward(letter.of(record), topic.deadLetters());
    }

    /** What is said of a record that has met a bug; logged without its message, which may quote the record. */
    Rejection unexpected(Throwable fault) {
        String kind = fault.getClass().getName();
        StackTraceElement[] stack = fault.getStackTrace();
        LOG.error(
                "record met the unexpected topic={} partition={} offset={} exception={} at={}",
                topic,
                context.taskId().partition(),
                context.recordMetadata().map(RecordMetadata::offset).orElse(UNKNOWN_OFFSET),
                kind,
                stack.length == 0 ? "unknown" : stack[0]);
        return new Rejection(RejectionReason.UNEXPECTED, "value", "met a " + kind);
    }
}
