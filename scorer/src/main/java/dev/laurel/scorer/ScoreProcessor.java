package dev.laurel.scorer;

import java.time.Clock;

import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Origin;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Timings;
import dev.laurel.schema.Topics;
import dev.laurel.scorer.batch.Outcome;
import dev.laurel.scorer.batch.OutcomeHeader;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.watch.ScorerMetrics;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
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
final class ScoreProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(ScoreProcessor.class);

    /** What a record takes in a topic besides its key, its value and its headers; generous. */
    private static final int OVERHEAD_BYTES = 512;

    private final Deserializer<GeneratedResponse> reader;
    private final Serializer<ScoredResponse> writer;
    private final int maxRecordBytes;
    private final ScorerMetrics metrics;
    private final Clock clock;
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, Integer> takeovers;

    ScoreProcessor(
            Deserializer<GeneratedResponse> reader,
            Serializer<ScoredResponse> writer,
            int maxRecordBytes,
            ScorerMetrics metrics,
            Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.maxRecordBytes = maxRecordBytes;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.takeovers = context.getStateStore(ScorerTopology.TAKEOVERS);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata place = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a response that comes from no topic"));
        Outcome outcome = OutcomeHeader.take(record.headers());
        if (outcome.judgement() instanceof Reward reward) {
            write(record, reward, outcome, place);
        } else if (outcome.judgement() instanceof Failure failure) {
            setAside(record, failure, place);
        }
    }

    private void write(Record<byte[], byte[]> record, Reward reward, Outcome outcome, RecordMetadata place) {
        GeneratedResponse response = reader.deserialize(place.topic(), record.headers(), record.value());
        Record<byte[], byte[]> scored = record.withValue(
                writer.serialize(Topics.SCORED.name(), record.headers(), scored(response, reward, outcome, place)));
        if (bytes(scored) > maxRecordBytes) {
            String message = "scored record of " + bytes(scored) + " bytes is above the " + maxRecordBytes
                    + " that its topic takes";
            setAside(record, new Failure(Reason.TOO_LARGE, message), place);
        } else {
            noteTakeover(reward, place);
            context.forward(scored, ScorerTopology.SCORED);
            metrics.scored(reward.line(), response.getEventTime(), clock.instant());
        }
    }

    private static ScoredResponse scored(
            GeneratedResponse response, Reward reward, Outcome outcome, RecordMetadata place) {
        return ScoredResponse.newBuilder()
                .setResponseId(response.getResponseId())
                .setTenant(response.getTenant())
                .setTask(response.getTask())
                .setPromptId(response.getPromptId())
                .setMessages(response.getMessages())
                .setResponse(response.getResponse())
                .setLanguage(response.getLanguage().orElse(null))
                .setGenerator(response.getGenerator().orElse(null))
                .setGroupId(response.getGroupId().orElse(null))
                .setGroupSize(response.getGroupSize().orElse(null))
                .setAttempt(response.getAttempt())
                .setReward(reward.raw())
                .setNormalizedReward(reward.normalized())
                .setModelLine(reward.line())
                .setModelVersion(reward.version())
                .setWeightDigest(reward.weightDigest())
                .setTokens(reward.tokens())
                .setTruncated(reward.truncated())
                .setOrigin(new Origin(place.topic(), place.partition(), place.offset()))
                .setEventTime(response.getEventTime())
                .setTimings(new Timings(outcome.batchStarted(), outcome.scored(), outcome.batchSize()))
                .setAttributes(response.getAttributes())
                .build();
    }

    /** The record as it came; where its headers make it too large, without its value, which is still at the place they name. */
    private void setAside(Record<byte[], byte[]> record, Failure failure, RecordMetadata place) {
        Headers headers = record.headers();
        new DeadLetter(failure.message(), failure.reason().name(), place.topic(), place.partition(), place.offset())
                .addTo(headers);
        Record<byte[], byte[]> letter = record.withHeaders(headers);
        context.forward(bytes(letter) > maxRecordBytes ? letter.withValue(null) : letter, ScorerTopology.DEAD_LETTERS);
        metrics.deadLetter(failure.reason().name());
    }

    private static int bytes(Record<byte[], byte[]> record) {
        int bytes = OVERHEAD_BYTES + length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            bytes += header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
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
