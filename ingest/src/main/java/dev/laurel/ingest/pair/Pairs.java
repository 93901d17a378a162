package dev.laurel.ingest.pair;

import java.util.Optional;

import dev.laurel.ingest.ledger.EventKey;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;

/** What a pair says besides its texts. */
final class Pairs {

    private Pairs() {}

    /**
     * @param event the latest behind the claim
     * @param owner whose conversation it is, where the event does not say
     */
    static PreferencePair.Builder of(
            PromptKey prompt, String id, Claim claim, FeedbackEvent event, Optional<String> owner) {
        return PreferencePair.newBuilder()
                .setPairId(id)
                .setOperation(PairOperation.PUBLISH)
                .setTenant(prompt.tenant())
                .setTask(event.getTask())
                .setLanguage(event.getLanguage().orElse(null))
                .setPromptId(prompt.promptId())
                .setMargin(claim.margin().orElse(null))
                .setWeight(claim.weight())
                .setSource(source(event, claim, owner))
                .setEventTime(event.getEventTime())
                .setAttributes(event.getAttributes());
    }

    private static PairSource source(FeedbackEvent event, Claim claim, Optional<String> owner) {
        FeedbackSource source = event.getSource();
        return PairSource.newBuilder()
                .setKind(FeedbackRules.kind(event))
                .setSystem(source.getSystem())
                .setActor(source.getActor())
                .setSubject(source.getSubject().or(() -> owner).orElse(null))
                .setAnnotator(source.getAnnotator().orElse(null))
                .setEventIds(claim.basis().stream().map(EventKey::id).toList())
                .build();
    }
}
