package dev.laurel.ingest.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Candidate;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.GeneratedResponse;

import static dev.laurel.ingest.check.RejectionReason.BAD_TENANT;
import static dev.laurel.ingest.check.RejectionReason.CONTRADICTORY_OPERATION;
import static dev.laurel.ingest.check.RejectionReason.DUPLICATE_CANDIDATE;
import static dev.laurel.ingest.check.RejectionReason.MISSING_FIELD;
import static dev.laurel.ingest.check.RejectionReason.MISSING_TEXT;
import static dev.laurel.ingest.check.RejectionReason.OUT_OF_SCALE;

/** What a record must satisfy whatever it says: names, conversations and candidates. Judgements are checked by their rules. */
public final class EnvelopeCheck {

    private EnvelopeCheck() {}

    /** Everything about a feedback event except its payload. */
    public static void check(FeedbackEvent event, Findings findings) {
        findings.expectPresent(event.getEventId(), "event_id");
        address(event.getTenant(), event.getPromptId(), findings);
        operation(event, findings);
        if (event.getOperation() != FeedbackOperation.RETRACT) {
            Conversations.check(event.getMessages(), "messages", findings);
            candidates(event.getCandidates(), findings);
        }
    }

    public static void check(GeneratedResponse response, Findings findings) {
        findings.expectPresent(response.getResponseId(), "response_id");
        address(response.getTenant(), response.getPromptId(), findings);
        Conversations.check(response.getMessages(), "messages", findings);
        findings.expect(!response.getResponse().isBlank(), MISSING_TEXT, "response", "is without text");
    }

    private static void address(String tenant, String promptId, Findings findings) {
        findings.expectPresent(tenant, "tenant");
        findings.expect(tenant.indexOf('/') < 0, BAD_TENANT, "tenant", "\"%s\" has a slash", tenant);
        findings.expectPresent(promptId, "prompt_id");
    }

    private static void operation(FeedbackEvent event, Findings findings) {
        Optional<String> superseded = event.getSupersedes();
        if (event.getOperation() == FeedbackOperation.CREATE) {
            findings.expect(
                    superseded.isEmpty(),
                    CONTRADICTORY_OPERATION,
                    "supersedes",
                    "\"%s\" is for UPDATE and RETRACT, but operation is CREATE",
                    superseded.orElse(""));
        } else {
            findings.expect(
                    superseded.filter(id -> !id.equals(event.getEventId())).isPresent(),
                    CONTRADICTORY_OPERATION,
                    "supersedes",
                    "must name the earlier event that this %s refers to, but is %s",
                    event.getOperation(),
                    superseded.map(id -> "\"" + id + "\", the event itself").orElse("absent"));
        }
        findings.expect(
                event.getPayload().isPresent() || event.getOperation() == FeedbackOperation.RETRACT,
                MISSING_FIELD,
                "payload",
                "is missing: a %s carries a judgement",
                event.getOperation());
    }

    private static void candidates(List<Candidate> candidates, Findings findings) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            String field = "candidates[%d]".formatted(i);
            findings.expectPresent(candidate.getResponseId(), field + ".response_id");
            findings.expect(
                    ids.add(candidate.getResponseId()),
                    DUPLICATE_CANDIDATE,
                    field + ".response_id",
                    "\"%s\" is the id of an earlier candidate too",
                    candidate.getResponseId());
            if (!candidate.getMessages().isEmpty()) {
                Conversations.check(candidate.getMessages(), field + ".messages", findings);
            }
            double score = candidate.getScore().orElse(0.0);
            findings.expect(Double.isFinite(score), OUT_OF_SCALE, field + ".score", "%s is not finite", score);
        }
    }
}
