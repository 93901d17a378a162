package dev.laurel.ingest.join;

import java.time.Instant;
import java.util.Optional;

import dev.laurel.ingest.ledger.EntryKey;
import dev.laurel.ingest.ledger.EventKey;
import dev.laurel.ingest.pair.FeedbackRules;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.PromptReference;
import dev.laurel.schema.ReferenceKind;

/**
 * An id that stands for a prompt.
 *
 * @param system that the id is unique in; empty where it is unique in the tenant
 */
public record Reference(String tenant, ReferenceKind kind, String id, String system) {

    public static Reference of(PromptReference reference) {
        return new Reference(
                reference.getTenant(),
                reference.getKind(),
                reference.getId(),
                reference.getSystem().orElse(""));
    }

    public static Reference toResponse(String tenant, String responseId) {
        return new Reference(tenant, ReferenceKind.RESPONSE, responseId, "");
    }

    public static Reference toFeedback(FeedbackEvent event, String feedbackId) {
        return new Reference(
                event.getTenant(),
                ReferenceKind.FEEDBACK,
                feedbackId,
                event.getSource().getSystem());
    }

    /** @param feedbackId with the system that it is unique in */
    public static Reference toFeedback(String tenant, EventKey feedbackId) {
        return new Reference(tenant, ReferenceKind.FEEDBACK, feedbackId.id(), feedbackId.system());
    }

    /** By what feedback without a prompt finds it: the first response that it speaks of, else the feedback that it refers to. */
    public static Optional<Reference> in(FeedbackEvent event) {
        return FeedbackRules.mentioned(event)
                .findFirst()
                .or(() -> event.getCandidates().stream()
                        .map(Candidate::getResponseId)
                        .findFirst())
                .map(response -> toResponse(event.getTenant(), response))
                .or(() -> event.getFeedbackId().map(id -> toFeedback(event, id)));
    }

    /** The key of records about it. */
    public PromptKey key() {
        return new PromptKey(tenant, id);
    }

    /** What others are told. */
    public PromptReference to(String promptId, Instant time) {
        return PromptReference.newBuilder()
                .setTenant(tenant)
                .setKind(kind)
                .setId(id)
                .setSystem(system.isEmpty() ? null : system)
                .setPromptId(promptId)
                .setEventTime(time)
                .build();
    }

    EntryKey in(EntryKey prefix) {
        return prefix.names(tenant, kind.name(), id, system);
    }
}
