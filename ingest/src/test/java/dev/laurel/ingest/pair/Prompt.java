package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.laurel.ingest.Samples;
import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.ledger.Arrivals;
import dev.laurel.ingest.ledger.Deadlines.Held;
import dev.laurel.ingest.ledger.Entries;
import dev.laurel.ingest.ledger.MemoryEntries;
import dev.laurel.ingest.ledger.PendingEntries;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;

import static org.assertj.core.api.Assertions.assertThat;

/** The prompt {@code acme/p1} as records arrive, with everything that was published about it. */
final class Prompt {

    static final Held ARRIVAL = new Held(Samples.NOON, 0, 0, new byte[] {1});
    static final PromptKey KEY = new PromptKey("acme", "p1");

    final List<PreferencePair> published;
    final Entries entries;
    private final PairSettings settings;

    Prompt() {
        this(PairSettings.DEFAULT);
    }

    Prompt(PairSettings settings) {
        this(settings, new ArrayList<>(), new MemoryEntries());
    }

    private Prompt(PairSettings settings, List<PreferencePair> published, Entries entries) {
        this.settings = settings;
        this.published = published;
        this.entries = entries;
    }

    /** The same prompt after a start with other settings. */
    Prompt with(PairSettings other) {
        return new Prompt(other, published, entries);
    }

    static Prompt after(FeedbackEvent... events) {
        Prompt prompt = new Prompt();
        List.of(events).forEach(prompt::take);
        return prompt;
    }

    PromptLedger ledger() {
        return new PromptLedger(KEY, entries);
    }

    /** Enters a record that must be taken; returns what is published because of it. */
    List<PreferencePair> take(FeedbackEvent event) {
        assertThat(FeedbackRules.check(event)).isInstanceOf(Checked.Valid.class);
        return entered(enter(event));
    }

    List<PreferencePair> take(GeneratedResponse response) {
        assertThat(FeedbackRules.check(response)).isInstanceOf(Checked.Valid.class);
        return entered(enter(response));
    }

    Rejection refuse(FeedbackEvent event) {
        return refused(enter(event));
    }

    Rejection refuse(GeneratedResponse response) {
        return refused(enter(response));
    }

    EntryOutcome enter(FeedbackEvent event) {
        PendingEntries pending = new PendingEntries(entries);
        return kept(new LedgerUpdate(new PromptLedger(KEY, pending), settings, ARRIVAL).enter(event), pending);
    }

    EntryOutcome enter(GeneratedResponse response) {
        PendingEntries pending = new PendingEntries(entries);
        return kept(new LedgerUpdate(new PromptLedger(KEY, pending), settings, ARRIVAL).enter(response), pending);
    }

    private EntryOutcome kept(EntryOutcome outcome, PendingEntries pending) {
        if (outcome instanceof EntryOutcome.Entered entered) {
            pending.forEachChange(
                    (key, value) -> value.ifPresentOrElse(bytes -> entries.put(key, bytes), () -> entries.delete(key)));
            published.addAll(entered.changes());
        }
        return outcome;
    }

    /** Goes on with texts for which more waited than was done at once; says how many pairs changed. */
    int goOn() {
        int changed = 0;
        for (Arrivals.Arrival arrival : new Arrivals(entries).first(10)) {
            PendingEntries pending = new PendingEntries(entries);
            LedgerUpdate update = new LedgerUpdate(new PromptLedger(KEY, pending), settings, ARRIVAL);
            update.arrive(arrival.text());
            pending.writeTo(entries);
            published.addAll(update.changes());
            changed += update.changes().size();
        }
        return changed;
    }

    /** The pairs that stand, as {@code a>b}. */
    List<String> standing() {
        return standingPairs().stream().map(Prompt::shown).sorted().collect(Collectors.toList());
    }

    /** What was published and not withdrawn, in the order in which it came. */
    List<PreferencePair> standingPairs() {
        List<PreferencePair> standing = new ArrayList<>();
        for (PreferencePair pair : published) {
            boolean stood = standing.removeIf(other -> other.getPairId().equals(pair.getPairId()));
            assertThat(stood)
                    .as("%s of %s, which is to stand just then", pair.getOperation(), shown(pair))
                    .isEqualTo(pair.getOperation() == PairOperation.WITHDRAW);
            if (pair.getOperation() == PairOperation.PUBLISH) {
                standing.add(pair);
            }
        }
        return standing;
    }

    static String shown(PreferencePair pair) {
        return pair.getChosen().getResponseId() + ">" + pair.getRejected().getResponseId();
    }

    private static List<PreferencePair> entered(EntryOutcome entry) {
        assertThat(entry).isInstanceOf(EntryOutcome.Entered.class);
        return ((EntryOutcome.Entered) entry).changes();
    }

    private static Rejection refused(EntryOutcome entry) {
        assertThat(entry).isInstanceOf(EntryOutcome.Refused.class);
        return ((EntryOutcome.Refused) entry).rejection();
    }
}
