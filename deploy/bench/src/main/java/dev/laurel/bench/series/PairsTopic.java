package dev.laurel.bench.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import dev.laurel.command.client.Cluster;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to the pairs topic as ingest does. For one thread. */
final class PairsTopic implements AutoCloseable {

    private final KafkaProducer<String, PreferencePair> producer;

    PairsTopic(Cluster cluster) {
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer = new KafkaProducer<>(
                settings, new StringSerializer(), new RegistrySerde<>(Topics.PAIRS, cluster.registry()).serializer());
    }

    /** Publishes pairs and waits until the broker has all of them. */
    void publish(List<PreferencePair> pairs) {
        List<Future<?>> sent = new ArrayList<>();
        for (PreferencePair pair : pairs) {
            String key = new PromptKey(pair.getTenant(), pair.getPromptId()).toString();
            sent.add(producer.send(new ProducerRecord<>(Topics.PAIRS.name(), key, pair)));
        }
        try {
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "a pair could not be published: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
