package dev.laurel.ingest.erase;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import dev.laurel.schema.ErasureRequest;
import dev.laurel.schema.ErasureState;
import dev.laurel.schema.ErasureStatus;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topics;
import dev.laurel.service.client.TopicContents;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Takes requests for erasure to all tasks, and tells what has come of them. Erasures are rare, so that each call has clients of its own. Safe for many threads. */
public final class Erasures {

    private final Map<String, Object> kafka;
    private final RegistrySerde<ErasureRequest> requests;
    private final RegistrySerde<ErasureStatus> statuses;
    private final Duration timeout;
    private final Clock clock;

    /**
     * @param kafka settings of the clients
     * @param timeout how long the broker may take for one answer
     */
    public Erasures(Map<String, Object> kafka, Registry registry, Duration timeout, Clock clock) {
        this.kafka = Map.copyOf(kafka);
        this.requests = new RegistrySerde<>(Topics.ERASURES, registry);
        this.statuses = new RegistrySerde<>(Topics.ERASURE_STATUS, registry);
        this.timeout = timeout;
        this.clock = clock;
    }

    /** A person's conversations, and who wants them erased, and why. */
    public record Request(String tenant, String subject, String reason, String actor) {}

    /**
     * Has a person's conversations erased everywhere. Counts once this returns; asked again, it is another erasure, which finds nothing more.
     *
     * @throws KafkaException if the broker does not take all of it, of which some may have begun
     */
    public ErasureReport request(Request request) {
        String id = UUID.randomUUID().toString();
        Instant now = clock.instant();
        ErasureStatus asked;
        try (Admin admin = Admin.create(withTimeouts(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG))) {
            Set<String> existing = admin.listTopics().names().get();
            int partitions = admin.describeTopics(List.of(Topics.ERASURES.name()))
                    .allTopicNames()
                    .get()
                    .get(Topics.ERASURES.name())
                    .partitions()
                    .size();
            asked = ErasureStatus.newBuilder()
                    .setErasureId(id)
                    .setTenant(request.tenant())
                    .setPart(ErasureReport.INGEST)
                    .setState(ErasureState.ASKED)
                    .setActor(request.actor())
                    .setReason(request.reason())
                    .setPartitions(partitions)
                    .setRemains(Remainders.of(admin, existing, now).stream()
                            .map(Remainder::record)
                            .toList())
                    .setEventTime(now)
                    .build();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the broker does not say what there is: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        publish(request, asked);
        return ErasureReport.of(asked, List.of());
    }

    private void publish(Request request, ErasureStatus asked) {
        byte[] key = asked.getErasureId().getBytes(StandardCharsets.UTF_8);
        byte[] value = requests.serializer()
                .serialize(
                        Topics.ERASURES.name(),
                        ErasureRequest.newBuilder()
                                .setErasureId(asked.getErasureId())
                                .setTenant(request.tenant())
                                .setSubject(request.subject())
                                .setReason(request.reason())
                                .setActor(request.actor())
                                .setEventTime(asked.getEventTime())
                                .build());
        byte[] status = statuses.serializer().serialize(Topics.ERASURE_STATUS.name(), asked);
        Map<String, Object> settings = withTimeouts(
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.ERASURE_STATUS.name(), key, status))
                    .get();
            List<Future<?>> sent = new ArrayList<>();
            for (int partition = 0; partition < asked.getPartitions(); partition++) {
                sent.add(producer.send(new ProducerRecord<>(Topics.ERASURES.name(), partition, key, value)));
            }
            for (Future<?> sending : sent) {
                sending.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the broker did not take it in whole: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** All erasures that the topic knows of, in the order in which they were asked for. */
    public List<ErasureReport> all() {
        Map<String, ErasureStatus> asked = new LinkedHashMap<>();
        Map<String, List<ErasureStatus>> said = new HashMap<>();
        TopicContents.read(Topics.ERASURE_STATUS.name(), kafka, timeout, record -> status(record)
                .ifPresent(status -> {
                    if (status.getState() == ErasureState.ASKED) {
                        asked.put(status.getErasureId(), status);
                    } else {
                        said.computeIfAbsent(status.getErasureId(), id -> new ArrayList<>())
                                .add(status);
                    }
                }));
        return asked.values().stream()
                .map(each -> ErasureReport.of(each, said.getOrDefault(each.getErasureId(), List.of())))
                .toList();
    }

    /** What others have written there that cannot be read says nothing. */
    private Optional<ErasureStatus> status(byte[] record) {
        try {
            return Optional.ofNullable(record)
                    .map(bytes -> statuses.deserializer().deserialize(Topics.ERASURE_STATUS.name(), bytes));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private Map<String, Object> withTimeouts(String... keys) {
        Map<String, Object> settings = new HashMap<>(kafka);
        for (String key : keys) {
            settings.put(key, Math.toIntExact(timeout.toMillis()));
        }
        return settings;
    }
}
