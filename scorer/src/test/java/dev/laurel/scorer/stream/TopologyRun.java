package dev.laurel.scorer.stream;

import java.nio.file.Path;
import java.util.Properties;

import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Topics;
import dev.laurel.scorer.Samples;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** A topology in Kafka's test driver, with its topics. The driver never polls: a test puts the outcomes on, as the scoring consumer would. */
record TopologyRun(
        TopologyTestDriver driver,
        TestInputTopic<byte[], byte[]> responses,
        TestOutputTopic<String, ScoredResponse> scored,
        TestOutputTopic<byte[], byte[]> deadLetters,
        TestOutputTopic<String, SelectedResponse> selected,
        TestOutputTopic<String, byte[]> aside)
        implements AutoCloseable {

    TopologyRun(Topology topology, Path stateDir) {
        this(new TopologyTestDriver(topology, settings(stateDir)));
    }

    private TopologyRun(TopologyTestDriver driver) {
        this(
                driver,
                driver.createInputTopic(Topics.RESPONSES.name(), new ByteArraySerializer(), new ByteArraySerializer()),
                driver.createOutputTopic(
                        Topics.SCORED.name(),
                        new StringDeserializer(),
                        Samples.scored().deserializer()),
                driver.createOutputTopic(
                        Topics.RESPONSES.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                driver.createOutputTopic(
                        Topics.SELECTED.name(),
                        new StringDeserializer(),
                        Samples.selected().deserializer()),
                driver.createOutputTopic(
                        Topics.SELECTED.deadLetters(), new StringDeserializer(), new ByteArrayDeserializer()));
    }

    private static Properties settings(Path stateDir) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "topology-test");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        return settings;
    }

    @Override
    public void close() {
        driver.close();
    }
}
