package dev.laurel.scorer;

import java.time.Clock;

import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Topics;
import dev.laurel.scorer.watch.ScorerMetrics;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Responses to rewards. The rewards are there already when a record comes in: {@link dev.laurel.scorer.batch.ScoringConsumer} put them on.
 *
 * <pre>
 *   responses.generated.v1 ── score ─┬─ responses.scored.v1
 *                                    └─ responses.generated.v1.dlq
 * </pre>
 */
public final class ScorerTopology {

    static final String SCORED = "scored";
    static final String DEAD_LETTERS = "dead-letters";
    static final String TAKEOVERS = "takeovers";

    private ScorerTopology() {}

    /** @param maxRecordBytes most bytes of a record in the topics it writes to */
    public static Topology build(
            Deserializer<GeneratedResponse> responses,
            Serializer<ScoredResponse> scored,
            int maxRecordBytes,
            ScorerMetrics metrics,
            Clock clock) {
        ByteArrayDeserializer bytesIn = new ByteArrayDeserializer();
        ByteArraySerializer bytesOut = new ByteArraySerializer();
        Topology topology = new Topology();

        // values as bytes: a dead letter is the very record that came in
        topology.addSource("responses", bytesIn, bytesIn, Topics.RESPONSES.name());
        topology.addProcessor(
                "score", () -> new ScoreProcessor(responses, scored, maxRecordBytes, metrics, clock), "responses");
        topology.addStateStore(takeovers(), "score");
        topology.addSink(SCORED, Topics.SCORED.name(), bytesOut, bytesOut, "score");
        topology.addSink(DEAD_LETTERS, Topics.RESPONSES.deadLetters(), bytesOut, bytesOut, "score");
        return topology;
    }

    /**
     * The version that scored last, by line. A persistent store also makes Streams keep its process id in the state directory, and with it the
     * transactional id: an instance that comes back after a crash ends its own open transaction at once, where a stranger would wait for the
     * timeout. It needs no changelog: what is lost is logged once more.
     */
    private static StoreBuilder<KeyValueStore<String, Integer>> takeovers() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(TAKEOVERS), Serdes.String(), Serdes.Integer())
                .withLoggingDisabled();
    }
}
