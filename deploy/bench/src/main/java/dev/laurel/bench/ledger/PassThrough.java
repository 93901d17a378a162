package dev.laurel.bench.ledger;

import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** A program that copies a topic to another, exactly once, and does nothing else: what Kafka Streams itself costs. Ends when it is told to. */
final class PassThrough {

    private PassThrough() {}

    /** @param args bootstrap servers, topic to read, topic to write, state directory */
    public static void main(String[] args) throws InterruptedException {
        Properties settings = new Properties();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, group(args[1]));
        settings.put(StreamsConfig.STATE_DIR_CONFIG, Path.of(args[3]).toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put("auto.offset.reset", "earliest");
        Topology topology = new Topology()
                .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), args[1])
                .addSink("out", args[2], new ByteArraySerializer(), new ByteArraySerializer(), "in");
        try (KafkaStreams streams = new KafkaStreams(topology, settings)) {
            streams.start();
            new CountDownLatch(1).await();
        }
    }

    /** The consumer group in which a topic is copied. */
    static String group(String topic) {
        return "bench-pass-" + topic;
    }
}
