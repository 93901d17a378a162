package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;

import static org.assertj.core.api.Assertions.assertThat;

/** The prompt {@code acme/p1} as records arrive, with everything that was published about it. */
final class Prompt {

    final List<PreferencePair> published = new ArrayList<>();
    PromptLedger ledger = PromptLedger.empty(new PromptKey("acme", "p1"));

    static Prompt after(FeedbackEvent... events) {
        Prompt prompt = new Prompt();
        List.of(events).forEach(prompt::take);
        return prompt;
    }

    /** Enters a record that must be taken; returns what is published because of it. */
    List<PreferencePair> take(FeedbackEvent event) {
        assertThat(FeedbackRules.check(event)).isInstanceOf(Checked.Valid.class);
        return entered(ledger.enter(event));
    }

    List<PreferencePair> take(GeneratedResponse response) {
        assertThat(FeedbackRules.check(response)).isInstanceOf(Checked.Valid.class);
        return entered(ledger.enter(response));
    }

    Rejection refuse(FeedbackEvent event) {
        return refused(ledger.enter(event));
    }

    Rejection refuse(GeneratedResponse response) {
        return refused(ledger.enter(response));
    }

    /** The pairs that stand, as {@code a>b}. */
    List<String> standing() {
        List<String> withdrawn = published.stream()
                .filter(pair -> pair.getOperation() == PairOperation.WITHDRAW)
                .map(PreferencePair::getPairId)
                .toList();
        return published.stream()
                .filter(pair -> !withdrawn.contains(pair.getPairId()))
                .map(Prompt::shown)
                .sorted()
                .collect(Collectors.toList());
    }

    static String shown(PreferencePair pair) {
        return pair.getChosen().getResponseId() + ">" + pair.getRejected().getResponseId();
    }

    private List<PreferencePair> entered(EntryOutcome entry) {
        assertThat(entry).isInstanceOf(EntryOutcome.Entered.class);
        PromptLedger after = ((EntryOutcome.Entered) entry).ledger();
        List<PreferencePair> changes = Pairs.changes(ledger, after);
        published.addAll(changes);
        ledger = after;
        return changes;
    }

    private static Rejection refused(EntryOutcome entry) {
        assertThat(entry).isInstanceOf(EntryOutcome.Refused.class);
        return ((EntryOutcome.Refused) entry).rejection();
    }
}
