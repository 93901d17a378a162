package dev.laurel.trainer.erase.topic;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import dev.laurel.schema.ErasureRemainder;
import dev.laurel.schema.ErasureRequest;
import dev.laurel.schema.ErasureState;
import dev.laurel.schema.ErasureStatus;
import dev.laurel.schema.Topic;
import dev.laurel.trainer.erase.Erasure;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells others what has come of erasures here. What does not arrive is told again at the next start, when {@link ErasureFeed} hears of all of them again. Safe
 * for many threads.
 */
public final class ErasureStatuses implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureStatuses.class);
    private static final String PART = "trainer";
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Topic<ErasureStatus> topic;
    private final Producer<byte[], byte[]> producer;
    private final Serializer<ErasureStatus> values;
    private final Clock clock;

    /** @param kafka settings of the client */
    public ErasureStatuses(
            Topic<ErasureStatus> topic, Map<String, Object> kafka, Serializer<ErasureStatus> values, Clock clock) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        this.values = values;
        this.clock = clock;
    }

    /** Tells how far an erasure is, if it has ended or is stuck. */
    public void tell(Erasure erasure) {
        if (erasure.completedAt().isEmpty() && erasure.problems().isEmpty()) {
            return;
        }
        send(status(erasure));
    }

    /** Tells that a request is none that can be carried out here, and why. */
    public void refuse(ErasureRequest request, String problem) {
        send(ErasureStatus.newBuilder()
                .setErasureId(request.getErasureId())
                .setTenant(request.getTenant())
                .setPart(PART)
                .setState(ErasureState.STUCK)
                .setProblems(List.of(problem))
                .setEventTime(clock.instant())
                .build());
    }

    private void send(ErasureStatus status) {
        byte[] key = status.getErasureId().getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, values.serialize(topic.name(), status)))
                    .get();
        } catch (ExecutionException | KafkaException e) {
            LOG.error("erasure is not told to others erasure={} reason=\"{}\"", status.getErasureId(), e.getMessage());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private ErasureStatus status(Erasure erasure) {
        long pairs = erasure.versions().stream()
                .flatMap(used -> used.pairs().values().stream())
                .mapToLong(Integer::longValue)
                .sum();
        List<ErasureRemainder> weights = erasure.versions().stream()
                .map(used -> ErasureRemainder.newBuilder()
                        .setPlace("line %s, version %d".formatted(used.line(), used.version()))
                        .setUntil(null)
                        .setDetail("weights that were trained with pairs of the person, while the version is kept")
                        .build())
                .toList();
        return ErasureStatus.newBuilder()
                .setErasureId(erasure.id())
                .setTenant(erasure.tenant())
                .setPart(PART)
                .setState(erasure.completedAt().isPresent() ? ErasureState.DONE : ErasureState.STUCK)
                .setCounts(new HashMap<>(Map.of(
                        "archived_pairs", pairs,
                        "versions", (long) erasure.versions().size(),
                        "windows", (long) erasure.windowsLetGo())))
                .setRemains(weights)
                .setProblems(erasure.problems())
                .setEventTime(clock.instant())
                .build();
    }

    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }
}
