package dev.laurel.ingest;

import java.util.function.Consumer;

import dev.laurel.ingest.pair.LedgerUpdate;
import dev.laurel.ingest.pair.PairSettings;
import dev.laurel.schema.ErasureRequest;
import dev.laurel.schema.ErasureStatus;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptReference;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Feedback and responses to preference pairs. All topics are spread by their keys over equally many partitions, so that all that is known of a prompt, or
 * of an id, meets in one task without repartitioning. Feedback that names no prompt gets the one that its id stands for, and comes in again:
 *
 * <pre>
 *     feedback.events.v1 ────── feedback ──┬── preference.pairs.v1
 *                             (ledgers)    ├── prompt.ids.v1
 *     responses.generated.v1 ── responses ─┴── &lt;topic&gt;.dlq
 *
 *     feedback.unjoined.v1 ──── unjoined ───┬── feedback.events.v1
 *                               (joins)     │
 *     prompt.ids.v1 ─────────── references ─┴── &lt;topic&gt;.dlq
 *
 *     erasures.v1 ────────── erasures ──────┬── erasures.status.v1
 *                           (people, ledgers, joins)
 *                                           ├── preference.pairs.v1, prompt.ids.v1
 *                                           └── &lt;topic&gt;.dlq
 * </pre>
 */
public final class IngestTopology {

    static final String PAIRS = "pairs";
    static final String PROMPT_IDS = "prompt-ids";
    static final String JOINED = "joined-feedback";
    static final String ERASURE_STATUS = "erasure-status";

    private static final String FEEDBACK_SOURCE = "feedback-events";
    private static final String RESPONSES_SOURCE = "generated-responses";
    private static final String UNJOINED_SOURCE = "unjoined-feedback";
    private static final String PROMPT_IDS_SOURCE = "known-prompt-ids";
    private static final String FEEDBACK = "feedback";
    private static final String RESPONSES = "responses";
    private static final String UNJOINED = "unjoined";
    private static final String REFERENCES = "references";
    private static final String ERASURES_SOURCE = "erasure-requests";
    private static final String ERASURES = "erasures";

    private IngestTopology() {}

    /** How the values of the topics are read and written. */
    public record Values(
            Serde<FeedbackEvent> feedback,
            Serde<FeedbackEvent> unjoined,
            Serde<GeneratedResponse> responses,
            Serde<PromptReference> promptIds,
            Serde<PreferencePair> pairs,
            Serde<ErasureRequest> erasures,
            Serde<ErasureStatus> erasureStatus) {

        static Values of(Registry registry) {
            return new Values(
                    new RegistrySerde<>(Topics.FEEDBACK, registry),
                    new RegistrySerde<>(Topics.UNJOINED, registry),
                    new RegistrySerde<>(Topics.RESPONSES, registry),
                    new RegistrySerde<>(Topics.PROMPT_IDS, registry),
                    new RegistrySerde<>(Topics.PAIRS, registry),
                    new RegistrySerde<>(Topics.ERASURES, registry),
                    new RegistrySerde<>(Topics.ERASURE_STATUS, registry));
        }
    }

    public static Topology build(
            Values values, PairSettings settings, LedgerLimits ledgers, JoinLimits joins, IngestMetrics metrics) {
        Topology topology = new Topology();
        addPairs(topology, values, settings, ledgers, metrics);
        addJoin(topology, values, joins, metrics);
        addErasures(topology, values, settings, metrics);
        return topology;
    }

    private static void addErasures(Topology topology, Values values, PairSettings settings, IngestMetrics metrics) {
        var requests = values.erasures().deserializer();
        var feedback = values.feedback().deserializer();
        addSource(topology, ERASURES_SOURCE, Topics.ERASURES, values.erasures());
        topology.addProcessor(
                        ERASURES, () -> new ErasureProcessor(requests, feedback, settings, metrics), ERASURES_SOURCE)
                .addStateStore(
                        StoredEntries.builder(StoredEntries.ERASURES),
                        ERASURES,
                        FEEDBACK,
                        RESPONSES,
                        UNJOINED,
                        REFERENCES)
                .connectProcessorAndStateStores(
                        ERASURES, StoredEntries.LEDGERS, StoredEntries.JOINS, EarlierLedgerStore.NAME);
        addSink(topology, PAIRS, Topics.PAIRS, values.pairs(), FEEDBACK, RESPONSES, ERASURES);
        addSink(topology, PROMPT_IDS, Topics.PROMPT_IDS, values.promptIds(), FEEDBACK, RESPONSES, ERASURES);
        addSink(topology, ERASURE_STATUS, Topics.ERASURE_STATUS, values.erasureStatus(), ERASURES);
        addDeadLetters(topology, Topics.ERASURES, ERASURES);
    }

    private static void addPairs(
            Topology topology, Values values, PairSettings settings, LedgerLimits limits, IngestMetrics metrics) {
        addSource(topology, FEEDBACK_SOURCE, Topics.FEEDBACK, values.feedback());
        addSource(topology, RESPONSES_SOURCE, Topics.RESPONSES, values.responses());
        Consumer<ProcessorContext<byte[], Object>> chores =
                context -> new LedgerChores(context, values.feedback(), settings, limits, metrics).schedule();
        topology.addProcessor(
                        FEEDBACK,
                        () -> new PairProcessor<FeedbackEvent>(
                                InputTopic.FEEDBACK, LedgerUpdate::enter, settings, limits, metrics, chores),
                        FEEDBACK_SOURCE)
                .addProcessor(
                        RESPONSES,
                        () -> new PairProcessor<GeneratedResponse>(
                                InputTopic.RESPONSES, LedgerUpdate::enter, settings, limits, metrics, context -> {}),
                        RESPONSES_SOURCE)
                .addStateStore(StoredEntries.builder(StoredEntries.LEDGERS), FEEDBACK, RESPONSES)
                .addStateStore(EarlierLedgerStore.builder(), FEEDBACK, RESPONSES);
        addDeadLetters(topology, Topics.FEEDBACK, FEEDBACK);
        addDeadLetters(topology, Topics.RESPONSES, RESPONSES);
    }

    private static void addJoin(Topology topology, Values values, JoinLimits limits, IngestMetrics metrics) {
        var waiting = values.unjoined().deserializer();
        addSource(topology, UNJOINED_SOURCE, Topics.UNJOINED, values.unjoined());
        addSource(topology, PROMPT_IDS_SOURCE, Topics.PROMPT_IDS, values.promptIds());
        topology.addProcessor(UNJOINED, () -> new UnjoinedProcessor(waiting, limits, metrics), UNJOINED_SOURCE)
                .addProcessor(REFERENCES, () -> new ReferenceProcessor(waiting, metrics), PROMPT_IDS_SOURCE)
                .addStateStore(StoredEntries.builder(StoredEntries.JOINS), UNJOINED, REFERENCES);
        addSink(topology, JOINED, Topics.FEEDBACK, values.feedback(), UNJOINED, REFERENCES);
        addDeadLetters(topology, Topics.UNJOINED, UNJOINED, REFERENCES);
        addDeadLetters(topology, Topics.PROMPT_IDS, REFERENCES);
    }

    private static <V> void addSource(Topology topology, String name, Topic<?> topic, Serde<V> values) {
        topology.addSource(name, new ByteArrayDeserializer(), Received.deserializer(values), topic.name());
    }

    private static <V> void addSink(Topology topology, String name, Topic<?> topic, Serde<V> values, String... from) {
        topology.addSink(name, topic.name(), new ByteArraySerializer(), values.serializer(), from);
    }

    private static void addDeadLetters(Topology topology, Topic<?> topic, String... from) {
        var bytes = new ByteArraySerializer();
        topology.addSink(topic.deadLetters(), topic.deadLetters(), bytes, bytes, from);
    }
}
