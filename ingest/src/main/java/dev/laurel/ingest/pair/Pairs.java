package dev.laurel.ingest.pair;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;

/** The preference pairs that follow from a prompt's ledger, and how they change. Pure. */
public final class Pairs {

    private Pairs() {}

    /** What to publish when {@code before} has become {@code after}: withdrawals first, then new pairs. */
    public static List<PreferencePair> changes(PromptLedger before, PromptLedger after) {
        Map<String, PreferencePair> old = of(before);
        Map<String, PreferencePair> now = of(after);
        List<PreferencePair> changes = new ArrayList<>();
        old.forEach((id, pair) -> {
            if (!now.containsKey(id)) {
                changes.add(PreferencePair.newBuilder(pair)
                        .setOperation(PairOperation.WITHDRAW)
                        .build());
            }
        });
        now.forEach((id, pair) -> {
            if (!old.containsKey(id)) {
                changes.add(pair);
            }
        });
        return changes;
    }

    /** What an event states about answers from which something can be learned: once a response is known, it may turn out to be empty or to equal another. */
    static Stream<Preference> preferences(FeedbackEvent event, PromptLedger ledger) {
        return FeedbackRules.preferences(event, ledger).filter(Preference::teaches);
    }

    /** The pairs of the ledger by id. */
    static Map<String, PreferencePair> of(PromptLedger ledger) {
        Map<String, PreferencePair> pairs = new LinkedHashMap<>();
        for (FeedbackEvent event : ledger.feedback().values()) {
            preferences(event, ledger)
                    .map(preference -> pair(ledger, preference))
                    .forEach(pair -> pairs.put(pair.getPairId(), pair));
        }
        return pairs;
    }

    private static PreferencePair pair(PromptLedger ledger, Preference preference) {
        FeedbackEvent latest = preference.latest();
        FeedbackKind kind = FeedbackRules.kind(latest);
        return PreferencePair.newBuilder()
                .setPairId(PairId.of(ledger.key(), kind, preference))
                .setOperation(PairOperation.PUBLISH)
                .setTenant(ledger.key().tenant())
                .setTask(latest.getTask())
                .setLanguage(latest.getLanguage().orElse(null))
                .setPromptId(ledger.key().promptId())
                .setPrompt(ledger.prompt())
                .setChosen(preference.chosen())
                .setRejected(preference.rejected())
                .setMargin(preference.margin().orElse(null))
                .setWeight(preference.weight())
                .setSource(source(kind, preference))
                .setEventTime(preference.basis().stream()
                        .map(FeedbackEvent::getEventTime)
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH))
                .setAttributes(latest.getAttributes())
                .build();
    }

    private static PairSource source(FeedbackKind kind, Preference preference) {
        FeedbackSource source = preference.latest().getSource();
        return PairSource.newBuilder()
                .setKind(kind)
                .setSystem(source.getSystem())
                .setActor(source.getActor())
                .setSubject(source.getSubject().orElse(null))
                .setAnnotator(source.getAnnotator().orElse(null))
                .setEventIds(preference.basis().stream()
                        .map(FeedbackEvent::getEventId)
                        .toList())
                .build();
    }
}
