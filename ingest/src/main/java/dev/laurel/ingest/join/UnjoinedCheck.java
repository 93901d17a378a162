package dev.laurel.ingest.join;

import java.util.Optional;

import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.pair.FeedbackRules;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.accept.Shown;

/** What feedback that names no prompt must be. */
public final class UnjoinedCheck {

    private UnjoinedCheck() {}

    public static Checked<FeedbackEvent> check(FeedbackEvent event) {
        if (!event.getPromptId().isEmpty()) {
            return rejected(
                    RejectionReason.KEY_MISMATCH,
                    "%s is given, so that this belongs to feedback.events.v1".formatted(Shown.of(event.getPromptId())));
        }
        Optional<Reference> reference = Reference.in(event);
        if (reference.isEmpty()) {
            return rejected(
                    RejectionReason.MISSING_FIELD, "is missing, and neither a response nor feedback_id stands for it");
        }
        FeedbackEvent complete = FeedbackEvent.newBuilder(event)
                .setPromptId(reference.get().id())
                .build();
        return FeedbackRules.check(complete) instanceof Checked.Rejected<FeedbackEvent> rejected
                ? rejected
                : new Checked.Valid<>(event);
    }

    private static Checked<FeedbackEvent> rejected(RejectionReason reason, String detail) {
        return new Checked.Rejected<>(new Rejection(reason, "prompt_id", detail));
    }
}
