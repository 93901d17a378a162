package dev.laurel.schema;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static dev.laurel.schema.Topic.Cleanup.COMPACT;
import static dev.laurel.schema.Topic.Cleanup.DELETE;
import static dev.laurel.schema.Topic.Compatibility.BACKWARD_TRANSITIVE;
import static dev.laurel.schema.Topic.Compatibility.FULL_TRANSITIVE;

/** The catalogue of Laurel's topics, in the order in which a preference travels through them. */
public final class Topics {

    public static final Topic<FeedbackEvent> FEEDBACK = new Topic<>(
            "feedback.events.v1",
            FeedbackEvent.class,
            FeedbackEvent.getClassSchema(),
            true,
            DELETE,
            days(90),
            BACKWARD_TRANSITIVE);

    /** Feedback that names a response, or earlier feedback, and not its prompt. Key: {@code tenant/response_id} or {@code tenant/feedback_id}. */
    public static final Topic<FeedbackEvent> UNJOINED = new Topic<>(
            "feedback.unjoined.v1",
            FeedbackEvent.class,
            FeedbackEvent.getClassSchema(),
            true,
            DELETE,
            days(90),
            BACKWARD_TRANSITIVE);

    /** Which prompt an id stands for. Key: {@code tenant/id}. */
    public static final Topic<PromptReference> PROMPT_IDS = new Topic<>(
            "prompt.ids.v1",
            PromptReference.class,
            PromptReference.getClassSchema(),
            true,
            COMPACT,
            days(90),
            FULL_TRANSITIVE);

    public static final Topic<GeneratedResponse> RESPONSES = new Topic<>(
            "responses.generated.v1",
            GeneratedResponse.class,
            GeneratedResponse.getClassSchema(),
            true,
            DELETE,
            days(90),
            BACKWARD_TRANSITIVE);

    public static final Topic<PreferencePair> PAIRS = new Topic<>(
            "preference.pairs.v1",
            PreferencePair.class,
            PreferencePair.getClassSchema(),
            true,
            DELETE,
            days(400),
            BACKWARD_TRANSITIVE);

    public static final Topic<ModelVersion> MODELS = new Topic<>(
            "reward.models.v1", ModelVersion.class, ModelVersion.getClassSchema(), false, COMPACT, FULL_TRANSITIVE);

    public static final Topic<ScoredResponse> SCORED = new Topic<>(
            "responses.scored.v1",
            ScoredResponse.class,
            ScoredResponse.getClassSchema(),
            true,
            DELETE,
            days(90),
            FULL_TRANSITIVE);

    public static final Topic<SelectedResponse> SELECTED = new Topic<>(
            "responses.selected.v1",
            SelectedResponse.class,
            SelectedResponse.getClassSchema(),
            true,
            DELETE,
            days(90),
            FULL_TRANSITIVE);

    /** Whose conversations are to be erased. The same record in every partition; read from the beginning, so that it is kept as long as any text. */
    public static final Topic<ErasureRequest> ERASURES = new Topic<>(
            "erasures.v1",
            ErasureRequest.class,
            ErasureRequest.getClassSchema(),
            true,
            DELETE,
            days(400),
            FULL_TRANSITIVE);

    /** What came of erasures; names nobody. */
    public static final Topic<ErasureStatus> ERASURE_STATUS = new Topic<>(
            "erasures.status.v1",
            ErasureStatus.class,
            ErasureStatus.getClassSchema(),
            false,
            DELETE,
            days(400),
            FULL_TRANSITIVE);

    /** Every topic. Each has a dead-letter topic beside it. */
    public static final List<Topic<?>> ALL = List.of(
            FEEDBACK, UNJOINED, RESPONSES, PROMPT_IDS, PAIRS, MODELS, SCORED, SELECTED, ERASURES, ERASURE_STATUS);

    /** Those that others write. */
    public static final List<Topic<?>> INPUTS = List.of(FEEDBACK, UNJOINED, RESPONSES);

    private Topics() {}

    private static Optional<Duration> days(int days) {
        return Optional.of(Duration.ofDays(days));
    }
}
