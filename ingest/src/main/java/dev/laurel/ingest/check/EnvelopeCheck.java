package dev.laurel.ingest.check;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Candidate;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.accept.JsonTexts;
import dev.laurel.schema.accept.Moments;
import dev.laurel.schema.accept.Range;
import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.Texts;
import dev.laurel.schema.accept.Turns;

import static dev.laurel.ingest.check.RejectionReason.BAD_JSON;
import static dev.laurel.ingest.check.RejectionReason.BAD_NAME;
import static dev.laurel.ingest.check.RejectionReason.BAD_TEXT;
import static dev.laurel.ingest.check.RejectionReason.BAD_TIME;
import static dev.laurel.ingest.check.RejectionReason.CONTRADICTORY_OPERATION;
import static dev.laurel.ingest.check.RejectionReason.DUPLICATE_CANDIDATE;
import static dev.laurel.ingest.check.RejectionReason.MISSING_FIELD;
import static dev.laurel.ingest.check.RejectionReason.TOO_MUCH;

/** What a record must satisfy whatever it says: names, numbers, conversations and candidates. Judgements are checked by their rules. */
public final class EnvelopeCheck {

    private EnvelopeCheck() {}

    /** Everything about a feedback event except its payload. */
    public static void check(FeedbackEvent event, Findings findings) {
        findings.expectName(event.getEventId(), "event_id");
        findings.expectName(event.getFeedbackId(), "feedback_id");
        address(event.getTenant(), event.getTask(), event.getPromptId(), findings);
        time(event.getEventTime(), findings);
        source(event.getSource(), findings);
        findings.expectName(event.getSupersedes(), "supersedes");
        operation(event, findings);
        language(event.getLanguage(), findings);
        event.getComment().ifPresent(comment -> findings.expectNote(comment, EventLimits.LONGEST_NOTE, "comment"));
        findings.expect(
                event.getTags().size() <= EventLimits.TAGS,
                TOO_MUCH,
                "tags",
                "has %,d tags, more than %,d",
                event.getTags().size(),
                EventLimits.TAGS);
        event.getTags().forEach(tag -> findings.expectName(tag, "tags"));
        attributes(event.getAttributes(), findings);
        if (event.getOperation() != FeedbackOperation.RETRACT) {
            if (!event.getMessages().isEmpty()) { // else the prompt is known already, or will be
                Conversations.check(event.getMessages(), Turns.MOST_BEFORE, "messages", findings);
            }
            tools(event.getTools(), findings);
            candidates(event.getCandidates(), findings);
        }
    }

    /** An answer without text can be scored, and makes no pair. */
    public static void check(GeneratedResponse response, Findings findings) {
        findings.expectName(response.getResponseId(), "response_id");
        address(response.getTenant(), response.getTask(), response.getPromptId(), findings);
        time(response.getEventTime(), findings);
        language(response.getLanguage(), findings);
        findings.expectName(response.getGenerator(), "generator");
        findings.expectName(response.getGroupId(), "group_id");
        findings.expectNumber(response.getGroupSize(), Range.GROUP_SIZE, "group_size");
        findings.expectNumber((double) response.getAttempt(), Range.ATTEMPT, "attempt");
        attributes(response.getAttributes(), findings);
        Conversations.check(response.getMessages(), Turns.MOST_BEFORE, "messages", findings);
        tools(response.getTools(), findings);
        findings.expectNo(Texts.problem(response.getResponse()), BAD_TEXT, "response");
        if (!response.getAnswer().isEmpty()) {
            Conversations.checkAnswer(response.getAnswer(), "answer", findings);
        }
        findings.expectName(response.getSubject(), "subject");
    }

    private static void tools(Optional<String> tools, Findings findings) {
        findings.expectNo(tools.flatMap(JsonTexts::toolsProblem), BAD_JSON, "tools");
    }

    private static void address(String tenant, String task, String promptId, Findings findings) {
        findings.expectTenant(tenant);
        findings.expectName(task, "task");
        findings.expectName(promptId, "prompt_id");
    }

    private static void time(Instant time, Findings findings) {
        findings.expectNo(Moments.problem(time), BAD_TIME, "event_time");
    }

    private static void source(FeedbackSource source, Findings findings) {
        findings.expectName(source.getSystem(), "source.system");
        findings.expectName(source.getSubject(), "source.subject");
        findings.expectName(source.getAnnotator(), "source.annotator");
    }

    private static void language(Optional<String> language, Findings findings) {
        findings.expectName(language, "language");
        language.ifPresent(tag -> findings.expect(
                tag.length() <= EventLimits.LONGEST_LANGUAGE,
                BAD_NAME,
                "language",
                "has %,d characters, more than the %d of a BCP 47 tag",
                tag.length(),
                EventLimits.LONGEST_LANGUAGE));
    }

    private static void attributes(Map<String, String> attributes, Findings findings) {
        findings.expect(
                attributes.size() <= EventLimits.ATTRIBUTES,
                TOO_MUCH,
                "attributes",
                "has %,d attributes, more than %,d",
                attributes.size(),
                EventLimits.ATTRIBUTES);
        attributes.forEach((name, value) -> {
            findings.expectName(name, "attributes");
            findings.expectNote(value, EventLimits.LONGEST_NOTE, "attributes");
        });
    }

    private static void operation(FeedbackEvent event, Findings findings) {
        Optional<String> superseded = event.getSupersedes();
        if (event.getOperation() == FeedbackOperation.CREATE) {
            findings.expect(
                    superseded.isEmpty(),
                    CONTRADICTORY_OPERATION,
                    "supersedes",
                    "%s is for UPDATE and RETRACT, but operation is CREATE",
                    Shown.of(superseded.orElse("")));
        } else {
            findings.expect(
                    superseded.isPresent() || event.getFeedbackId().isPresent(),
                    CONTRADICTORY_OPERATION,
                    "supersedes",
                    "must name the earlier event that this %s refers to, unless feedback_id does, but is absent",
                    event.getOperation());
            findings.expect(
                    superseded.filter(event.getEventId()::equals).isEmpty(),
                    CONTRADICTORY_OPERATION,
                    "supersedes",
                    "must name the earlier event that this %s refers to, but is %s, the event itself",
                    event.getOperation(),
                    Shown.of(superseded.orElse("")));
        }
        findings.expect(
                event.getPayload().isPresent() || event.getOperation() == FeedbackOperation.RETRACT,
                MISSING_FIELD,
                "payload",
                "is missing: a %s carries a judgement",
                event.getOperation());
    }

    private static void candidates(List<Candidate> candidates, Findings findings) {
        findings.expect(
                candidates.size() <= EventLimits.CANDIDATES,
                TOO_MUCH,
                "candidates",
                "has %,d candidates, more than %,d",
                candidates.size(),
                EventLimits.CANDIDATES);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < candidates.size() && findings.first().isEmpty(); i++) {
            String field = "candidates[" + i + "]";
            check(candidates.get(i), field, findings);
            if (!ids.add(candidates.get(i).getResponseId())) {
                findings.expectNo(
                        Optional.of(
                                Shown.of(candidates.get(i).getResponseId()) + " is the id of an earlier candidate too"),
                        DUPLICATE_CANDIDATE,
                        field + ".response_id");
            }
        }
    }

    private static void check(Candidate candidate, String field, Findings findings) {
        findings.expectName(candidate.getResponseId(), field + ".response_id");
        findings.expectName(candidate.getGenerator(), field + ".generator");
        findings.expectName(candidate.getModelLine(), field + ".model_line");
        findings.expectNumber(candidate.getPosition(), Range.POSITION, field + ".position");
        findings.expectNumber(candidate.getScore(), Range.SCORE, field + ".score");
        findings.expectNumber(candidate.getReward(), Range.REWARD, field + ".reward");
        findings.expectNumber(candidate.getModelVersion(), Range.MODEL_VERSION, field + ".model_version");
        candidate
                .getReference()
                .ifPresent(place -> findings.expectNote(place, EventLimits.LONGEST_NOTE, field + ".reference"));
        if (!candidate.getMessages().isEmpty()) {
            Conversations.check(candidate.getMessages(), Turns.MOST_OF_ANSWER, field + ".messages", findings);
        }
    }
}
