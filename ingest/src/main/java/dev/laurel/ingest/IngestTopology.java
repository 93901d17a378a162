package dev.laurel.ingest;

import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topics;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * Feedback and responses to preference pairs. Both topics are keyed by prompt and have equal partition counts, so that all that is known of a prompt meets
 * in one task, without repartitioning:
 *
 * <pre>
 *     feedback.events.v1 ────── feedback ──┬── preference.pairs.v1
 *                             (ledgers)    │
 *     responses.generated.v1 ── responses ─┴── &lt;topic&gt;.dlq
 * </pre>
 */
public final class IngestTopology {

    static final String PAIRS = "pairs";
    static final String DEAD_LETTERS = "dead-letters";

    private static final String FEEDBACK_SOURCE = "feedback-events";
    private static final String RESPONSES_SOURCE = "generated-responses";
    private static final String FEEDBACK = "feedback";
    private static final String RESPONSES = "responses";

    private IngestTopology() {}

    public static Topology build(Registry registry, LedgerLimits limits, IngestMetrics metrics) {
        var keys = new ByteArrayDeserializer();
        var bytes = new ByteArraySerializer();
        var feedback = Received.deserializer(new RegistrySerde<>(Topics.FEEDBACK, registry).deserializer());
        var responses = Received.deserializer(new RegistrySerde<>(Topics.RESPONSES, registry).deserializer());
        var pairs = new RegistrySerde<>(Topics.PAIRS, registry).serializer();

        return new Topology()
                .addSource(FEEDBACK_SOURCE, keys, feedback, Topics.FEEDBACK.name())
                .addSource(RESPONSES_SOURCE, keys, responses, Topics.RESPONSES.name())
                .addProcessor(FEEDBACK, () -> new PairProcessor<>(Intake.FEEDBACK, limits, metrics), FEEDBACK_SOURCE)
                .addProcessor(RESPONSES, () -> new PairProcessor<>(Intake.RESPONSES, limits, metrics), RESPONSES_SOURCE)
                .addStateStore(LedgerStore.builder(), FEEDBACK, RESPONSES)
                .addSink(PAIRS, Topics.PAIRS.name(), bytes, pairs, FEEDBACK, RESPONSES)
                .addSink(
                        DEAD_LETTERS,
                        (key, value, context) -> context.topic() + ".dlq",
                        bytes,
                        bytes,
                        FEEDBACK,
                        RESPONSES);
    }
}
