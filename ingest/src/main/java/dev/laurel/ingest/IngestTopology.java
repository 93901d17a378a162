package dev.laurel.ingest;

import dev.laurel.ingest.pair.PairSettings;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topics;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
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

    private static final String FEEDBACK_SOURCE = "feedback-events";
    private static final String RESPONSES_SOURCE = "generated-responses";
    private static final String FEEDBACK = "feedback";
    private static final String RESPONSES = "responses";

    private IngestTopology() {}

    /** How the values of the three topics are read and written. */
    public record Values(
            Serde<FeedbackEvent> feedback, Serde<GeneratedResponse> responses, Serde<PreferencePair> pairs) {

        static Values of(Registry registry) {
            return new Values(
                    new RegistrySerde<>(Topics.FEEDBACK, registry),
                    new RegistrySerde<>(Topics.RESPONSES, registry),
                    new RegistrySerde<>(Topics.PAIRS, registry));
        }
    }

    public static Topology build(Values values, PairSettings settings, LedgerLimits limits, IngestMetrics metrics) {
        var keys = new ByteArrayDeserializer();
        var bytes = new ByteArraySerializer();
        var feedback = Received.deserializer(values.feedback().deserializer());
        var responses = Received.deserializer(values.responses().deserializer());
        var pairs = values.pairs().serializer();

        return new Topology()
                .addSource(FEEDBACK_SOURCE, keys, feedback, Topics.FEEDBACK.name())
                .addSource(RESPONSES_SOURCE, keys, responses, Topics.RESPONSES.name())
                .addProcessor(
                        FEEDBACK,
                        () -> new PairProcessor<>(InputTopic.FEEDBACK, settings, limits, metrics),
                        FEEDBACK_SOURCE)
                .addProcessor(
                        RESPONSES,
                        () -> new PairProcessor<>(InputTopic.RESPONSES, settings, limits, metrics),
                        RESPONSES_SOURCE)
                .addStateStore(LedgerStore.builder(), FEEDBACK, RESPONSES)
                .addStateStore(EarlierLedgerStore.builder(), FEEDBACK, RESPONSES)
                .addSink(PAIRS, Topics.PAIRS.name(), bytes, pairs, FEEDBACK, RESPONSES)
                .addSink(Topics.FEEDBACK.deadLetters(), Topics.FEEDBACK.deadLetters(), bytes, bytes, FEEDBACK)
                .addSink(Topics.RESPONSES.deadLetters(), Topics.RESPONSES.deadLetters(), bytes, bytes, RESPONSES);
    }
}
