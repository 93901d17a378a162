package dev.laurel.trainer.publish;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.Topic;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The only writer of a line in the models topic. Opening one fences the one opened before, in this process or another, by the line's transactional id; a version
 * and its appointment as champion become visible together.
 */
public final class ModelAnnouncer implements AutoCloseable {

    /** Two records take milliseconds; what a crash leaves open holds up readers of the topic for so long. */
    private static final int TRANSACTION_TIMEOUT_MS = 10_000;

    private final KafkaProducer<String, ModelVersion> producer;
    private final String topic;
    private final String line;
    private final Clock clock;

    private ModelAnnouncer(KafkaProducer<String, ModelVersion> producer, String topic, String line, Clock clock) {
        this.producer = producer;
        this.topic = topic;
        this.line = line;
        this.clock = clock;
    }

    /** Takes the line over. */
    public static ModelAnnouncer open(
            Topic<ModelVersion> topic,
            Map<String, Object> kafka,
            Serializer<ModelVersion> serializer,
            String line,
            Clock clock) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "laurel-trainer-" + line);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        KafkaProducer<String, ModelVersion> producer =
                new KafkaProducer<>(settings, new StringSerializer(), serializer);
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close();
            throw new KafkaException("line " + line + " cannot be taken over: " + e.getMessage(), e);
        }
        return new ModelAnnouncer(producer, topic.name(), line, clock);
    }

    /**
     * Announces a version, and where there is one its appointment, in one transaction.
     *
     * @throws LineTakenOverException if another announcer of this line was opened since
     */
    public void announce(int version, Checkpoint checkpoint, Optional<Champion> appointment) {
        transaction(() -> {
            send(line + "@" + version, version, checkpoint);
            appointment.ifPresent(champion -> send(line, version, champion));
        });
    }

    /**
     * Makes an announced version the champion.
     *
     * @throws LineTakenOverException if another announcer of this line was opened since
     */
    public void appoint(int version, Champion champion) {
        transaction(() -> send(line, version, champion));
    }

    Instant now() {
        return clock.instant();
    }

    private void transaction(Runnable sends) {
        try {
            producer.beginTransaction();
            sends.run();
            producer.commitTransaction();
        } catch (KafkaException e) {
            if (fenced(e) || fenced(e.getCause())) {
                throw new LineTakenOverException(line, e);
            }
            producer.abortTransaction();
            throw e;
        }
    }

    private static boolean fenced(Throwable error) {
        return error instanceof ProducerFencedException || error instanceof InvalidProducerEpochException;
    }

    private void send(String key, int version, Object record) {
        ModelVersion value = ModelVersion.newBuilder()
                .setLine(line)
                .setVersion(version)
                .setEventTime(clock.instant())
                .setRecord(record)
                .build();
        producer.send(new ProducerRecord<>(topic, key, value));
    }

    @Override
    public void close() {
        producer.close();
    }
}
