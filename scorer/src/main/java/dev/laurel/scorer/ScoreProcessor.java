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
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.watch.ScorerMetrics;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
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
    private final ScorerMetrics metrics;
    private final Clock clock;
    private ProcessorContext<byte[], Object> context;
    private KeyValueStore<String, Integer> takeovers;

    ScoreProcessor(Deserializer<GeneratedResponse> reader, ScorerMetrics metrics, Clock clock) {
        this.reader = reader;
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
        Outcome outcome = OutcomeHeader.take(record.headers());
        if (outcome.judgement() instanceof Reward reward) {
            GeneratedResponse response = reader.deserialize(place.topic(), record.headers(), record.value());
            noteTakeover(reward, place);
            context.forward(record.withValue(scored(response, reward, outcome, place)), ScorerTopology.SCORED);
            metrics.scored(reward.line(), response.getEventTime(), clock.instant());
        } else if (outcome.judgement() instanceof Failure failure) {
            setAside(record, failure, place);
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

    private void setAside(Record<byte[], byte[]> record, Failure failure, RecordMetadata place) {
        Headers headers = record.headers();
        new DeadLetter(failure.message(), failure.reason().name(), place.topic(), place.partition(), place.offset())
                .addTo(headers);
        context.forward(record.withHeaders(headers), ScorerTopology.DEAD_LETTERS);
        metrics.deadLetter(failure.reason().name());
        LOG.warn(
                "response set aside topic={} partition={} offset={} reason={}",
                place.topic(),
                place.partition(),
                place.offset(),
                failure.reason());
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
