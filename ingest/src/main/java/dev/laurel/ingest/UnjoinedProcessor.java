package dev.laurel.ingest;

import java.time.Duration;
import java.util.Optional;

import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.check.KeyCheck;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.erase.ErasedPeople;
import dev.laurel.ingest.join.Reference;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.Topics;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Takes feedback that names no prompt, see {@link FeedbackJoin}. For one task's thread. */
final class UnjoinedProcessor implements Processor<byte[], Received<FeedbackEvent>, byte[], Object> {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final Deserializer<FeedbackEvent> values;
    private final JoinLimits limits;
    private final IngestMetrics metrics;

    private ProcessorContext<byte[], Object> context;
    private FeedbackJoin join;
    private ErasedPeople erased;
    private DeadLetters deadLetters;

    UnjoinedProcessor(Deserializer<FeedbackEvent> values, JoinLimits limits, IngestMetrics metrics) {
        this.values = values;
        this.limits = limits;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.erased = new ErasedPeople(new StoredEntries(context, StoredEntries.ERASURES));
        this.join = new FeedbackJoin(context, values, metrics);
        this.deadLetters = new DeadLetters(Topics.UNJOINED, context, metrics);
        Waits.Wait waits = metrics.waitsForPrompt().of(context.taskId().toString());
        waits.is(join.unjoined().queue().size());
        context.schedule(CHECK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, time -> {
            join.expire(limits.longestWait());
            waits.oldest(join.unjoined().queue().oldest());
        });
        Sweep.schedule(context, join.prompts()::forget, limits.timeToLive(), metrics::idsForgotten);
    }

    @Override
    public void close() {
        metrics.waitsForPrompt().forget(context.taskId().toString());
    }

    @Override
    public void process(Record<byte[], Received<FeedbackEvent>> record) {
        metrics.received(Topics.UNJOINED);
        if (record.value() != null && isOfErased(record.value().value())) {
            metrics.ofErased(Topics.UNJOINED);
            return;
        }
        Optional<Rejection> rejection = check(record);
        if (rejection.isPresent()) {
            deadLetters.put(record, rejection.get());
            return;
        }
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        Reference reference = Reference.in(record.value().value()).orElseThrow();
        join.join(record, reference, origin.partition(), origin.offset());
    }

    private boolean isOfErased(FeedbackEvent event) {
        return erased.contain(InputTopic.UNJOINED.person().apply(event));
    }

    private Optional<Rejection> check(Record<byte[], Received<FeedbackEvent>> record) {
        try {
            if (record.value() == null) {
                return Optional.of(new Rejection(RejectionReason.MISSING_VALUE, "value", "is null"));
            }
            FeedbackEvent event = record.value().value();
            if (InputTopic.UNJOINED.check().apply(event) instanceof Checked.Rejected<FeedbackEvent> rejected) {
                return Optional.of(rejected.rejection());
            }
            return KeyCheck.check(record.key(), InputTopic.UNJOINED.key().apply(event));
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(deadLetters.unexpected(e));
        }
    }
}
