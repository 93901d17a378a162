package dev.laurel.scorer.stream;

import java.time.Clock;
import java.util.Optional;

import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Topics;
import dev.laurel.scorer.batch.Outcome;
import dev.laurel.scorer.batch.OutcomeHeader;
import dev.laurel.scorer.batch.Unexpected;
import dev.laurel.scorer.drift.Sample;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.select.Candidate;
import dev.laurel.scorer.watch.ScorerMetrics;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what the batch said about each response: a scored record, or the response as it came to the dead letters. */
final class ScoreProcessor implements Processor<byte[], byte[], byte[], Object> {

    private static final Logger LOG = LoggerFactory.getLogger(ScoreProcessor.class);

    private final Deserializer<GeneratedResponse> reader;
    private final Serializer<ScoredResponse> writer;
    private final ScoredRecords records;
    private final ScorerMetrics metrics;
    private final Clock clock;
    private ProcessorContext<byte[], Object> context;
    private KeyValueStore<String, Integer> takeovers;

    ScoreProcessor(
            Deserializer<GeneratedResponse> reader,
            Serializer<ScoredResponse> writer,
            ScoredRecords records,
            ScorerMetrics metrics,
            Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.records = records;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.takeovers = context.getStateStore(ScorerTopology.TAKEOVERS);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata place = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a response that comes from no topic"));
        Outcome outcome = OutcomeHeader.read(record.headers());
        Record<byte[], byte[]> response = record.withHeaders(OutcomeHeader.without(record.headers()));
        try {
            if (outcome.judgement() instanceof Reward reward) {
                write(response, reward, outcome, place);
            } else if (outcome.judgement() instanceof Failure failure) {
                setAside(response, failure, place);
            }
        } catch (RuntimeException | StackOverflowError e) {
            if (!Unexpected.isOfTheRecord(e)) {
                throw e;
            }
            setAside(response, Unexpected.failure(e), place);
        }
    }

    private void write(Record<byte[], byte[]> record, Reward reward, Outcome outcome, RecordMetadata place) {
        GeneratedResponse response = read(record);
        byte[] value =
                writer.serialize(Topics.SCORED.name(), record.headers(), records.of(response, reward, outcome, place));
        Record<byte[], byte[]> scored = record.withValue(value);
        long bytes = ScoredRecords.bytes(scored);
        if (bytes > records.maxBytes()) {
            String message =
                    "scored record of " + bytes + " bytes is above the " + records.maxBytes() + " that its topic takes";
            setAside(record, new Failure(Reason.TOO_LARGE, message), place);
            return;
        }
        noteTakeover(reward, place);
        context.forward(scored, ScorerTopology.SCORED);
        metrics.scored(reward.line(), reward.answerUnread(), response.getEventTime(), clock.instant());
        if (reward.answerUnread()) {
            offer(record, response, Optional.empty());
            return;
        }
        offer(record, response, Optional.of(value));
        Sample sample = new Sample(reward.line(), reward.normalized(), reward.tokens());
        context.forward(new Record<>(record.key(), sample, record.timestamp()), ScorerTopology.DRIFT);
    }

    /** The record as it came, as far as its topic takes it; the rest is still at the place that the letter names. */
    private void setAside(Record<byte[], byte[]> record, Failure failure, RecordMetadata place) {
        DeadLetter letter = new DeadLetter(
                failure.message(), failure.reason().name(), place.topic(), place.partition(), place.offset());
        context.forward(letter.of(record, records.maxBytes()), ScorerTopology.DEAD_LETTERS);
        metrics.deadLetter(failure.reason().name());
        if (failure.reason().isOfAReadableResponse()) {
            offer(record, read(record), Optional.empty());
        }
    }

    private void offer(Record<byte[], byte[]> record, GeneratedResponse response, Optional<byte[]> scored) {
        Candidate.of(response, scored)
                .ifPresent(candidate -> context.forward(
                        new Record<>(record.key(), candidate, record.timestamp()), ScorerTopology.SELECT));
    }

    private GeneratedResponse read(Record<byte[], byte[]> record) {
        return reader.deserialize(Topics.RESPONSES.name(), record.headers(), record.value());
    }

    private void noteTakeover(Reward reward, RecordMetadata place) {
        Integer last = takeovers.get(reward.line());
        if (last == null || last != reward.version()) {
            takeovers.put(reward.line(), reward.version());
            LOG.info(
                    "version took over line={} version={} previous={} topic={} partition={} offset={}",
                    reward.line(),
                    reward.version(),
                    last == null ? "none" : last,
                    Topics.RESPONSES,
                    place.partition(),
                    place.offset());
        }
    }
}
