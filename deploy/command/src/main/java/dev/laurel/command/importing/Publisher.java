package dev.laurel.command.importing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.laurel.forms.Refusal;
import dev.laurel.forms.RefusedRow;
import dev.laurel.forms.record.RowRecord;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topic;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends records to one topic with an idempotent producer and keeps count of the acknowledgements. For one thread; a failure of an earlier record is thrown
 * by a later call. Kafka's default partitioner is kept, since ingest and scorer rely on where a key goes.
 */
final class Publisher<V extends SpecificRecord> implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Topic<V> topic;
    private final Producer<String, V> producer;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<PublishException> failure = new AtomicReference<>();
    private final Queue<TooLarge> tooLarge = new ConcurrentLinkedQueue<>();

    /** A record the broker did not take because of its size. */
    record TooLarge(long line, String form, RefusedRow why) {}

    /**
     * Checks that broker, topic and registry are there.
     *
     * @param kafka the clients' settings, {@code bootstrap.servers} among them
     * @throws PublishException naming what does not answer or is missing
     */
    Publisher(Topic<V> topic, Map<String, ?> kafka, Registry registry) {
        this.topic = topic;
        verify(topic, kafka, registry);
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        settings.remove(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG);
        producer = new KafkaProducer<>(
                settings, new StringSerializer(), new RegistrySerde<>(topic, registry).serializer());
    }

    private static void verify(Topic<?> topic, Map<String, ?> kafka, Registry registry) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(settings)) {
            Provisioner.verify(admin, List.of(topic));
            registry.verify(List.of(topic));
        } catch (KafkaException e) {
            Object servers = kafka.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
            throw new PublishException("cannot publish to Kafka at " + servers + ": " + e.getMessage(), e);
        }
    }

    /**
     * Sends a record; waits while the producer's buffer is full.
     *
     * @param line the line of the file it comes from, to name it if it fails
     */
    void send(long line, RowRecord<V> record) {
        throwFailure();
        String form = record.form(); // the callback must not hold the record's text
        try {
            producer.send(
                    new ProducerRecord<>(topic.name(), record.key().toString(), record.value()), (sent, error) -> {
                        if (error == null) {
                            acknowledged.incrementAndGet();
                        } else {
                            failed(line, form, error);
                        }
                    });
        } catch (KafkaException e) {
            failed(line, form, e);
            throwFailure();
        }
    }

    private void failed(long line, String form, Exception error) {
        if (error instanceof RecordTooLargeException) {
            tooLarge.add(new TooLarge(line, form, new RefusedRow(Refusal.TOO_LARGE, "", error.getMessage())));
        } else {
            failure.compareAndSet(
                    null,
                    new PublishException(
                            "line " + line + " could not be published to " + topic + ": "
                                    + error.getClass().getSimpleName() + ": " + error.getMessage(),
                            error));
        }
    }

    /** Waits until every record is acknowledged or has failed. */
    void await() {
        producer.flush();
        throwFailure();
    }

    private void throwFailure() {
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** Those refused because of their size; complete after {@link #await}. */
    Queue<TooLarge> tooLarge() {
        return tooLarge;
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
