package dev.laurel.scorer.stream;

import java.time.Clock;

import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.RecordTimes;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Topics;
import dev.laurel.scorer.select.GroupRules;
import dev.laurel.scorer.watch.DriftBoard;
import dev.laurel.scorer.watch.ScorerMetrics;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Responses to rewards. The rewards are there already when a record comes in: {@link dev.laurel.scorer.batch.ScoringConsumer} put them on.
 *
 * <pre>
 *   responses.generated.v1 ── score ─┬─ responses.scored.v1
 *                                    ├─ responses.generated.v1.dlq
 *                                    ├─ select ─┬─ responses.selected.v1
 *                                    │ (groups) └─ responses.selected.v1.dlq
 *                                    └─ drift (windows)
 * </pre>
 */
public final class ScorerTopology {

    static final String SCORED = "scored";
    static final String DEAD_LETTERS = "dead-letters";
    static final String SELECT = "select";
    static final String SELECTED = "selected";
    static final String ASIDE = "selected-dead-letters";
    static final String DRIFT = "drift";
    static final String TAKEOVERS = "takeovers";

    private static final String SOURCE = "responses";
    private static final String SCORE = "score";

    private ScorerTopology() {}

    /** How the values of the three topics are read and written. */
    public record Values(
            Deserializer<GeneratedResponse> responses,
            Serde<ScoredResponse> scored,
            Serializer<SelectedResponse> selected) {

        public static Values of(Registry registry) {
            return new Values(
                    new RegistrySerde<>(Topics.RESPONSES, registry).deserializer(),
                    new RegistrySerde<>(Topics.SCORED, registry),
                    new RegistrySerde<>(Topics.SELECTED, registry).serializer());
        }
    }

    public static Topology build(
            Values values,
            ScoredRecords records,
            GroupRules groups,
            DriftBoard drift,
            ScorerMetrics metrics,
            Clock clock) {
        ByteArrayDeserializer bytesIn = new ByteArrayDeserializer();
        ByteArraySerializer bytesOut = new ByteArraySerializer();
        Topology topology = new Topology();

        // values as bytes: a dead letter is the very record that came in
        topology.addSource(
                AutoOffsetReset.earliest(), SOURCE, new RecordTimes(), bytesIn, bytesIn, Topics.RESPONSES.name());
        topology.addProcessor(
                SCORE,
                () -> new ScoreProcessor(values.responses(), values.scored().serializer(), records, metrics, clock),
                SOURCE);
        topology.addStateStore(takeovers(), SCORE);
        topology.addSink(SCORED, Topics.SCORED.name(), bytesOut, bytesOut, SCORE);
        topology.addSink(DEAD_LETTERS, Topics.RESPONSES.deadLetters(), bytesOut, bytesOut, SCORE);

        topology.addProcessor(
                SELECT,
                () -> new CandidateGroups(
                        groups, values.scored(), values.selected(), records.maxBytes(), metrics, System::nanoTime),
                SCORE);
        GroupStore.builders().forEach(store -> topology.addStateStore(store, SELECT));
        topology.addSink(SELECTED, Topics.SELECTED.name(), bytesOut, bytesOut, SELECT);
        topology.addSink(ASIDE, Topics.SELECTED.deadLetters(), bytesOut, bytesOut, SELECT);

        topology.addProcessor(DRIFT, () -> new DriftWatch(drift), SCORE);
        topology.addStateStore(DriftWatch.windows(), DRIFT);
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
