package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.gates.GateReason;
import dev.laurel.gates.Gates;
import dev.laurel.gates.PairContent;
import dev.laurel.gates.ReplacedTexts;
import dev.laurel.gates.ReplacedTexts.ReplacedPair;
import dev.laurel.gates.StandingPairs;
import dev.laurel.gates.TaskGates;
import dev.laurel.gates.personal.PersonalData;
import dev.laurel.ingest.ledger.PairNotes;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.ingest.ledger.Slot;
import dev.laurel.ingest.ledger.StandingCounts;
import dev.laurel.schema.PreferencePair;

/**
 * What gates make of the pairs of one record: some are held back, the others leave with personal data replaced. The ledger keeps all as it came; ids of
 * pairs do not depend on texts, so that a withdrawal names its pair whatever is replaced by then.
 */
final class GatedPairs implements StandingPairs {

    private final Gates gates;
    private final PromptLedger ledger;
    private final StandingCounts counts;
    private final PairNotes notes;
    private final ReplacedTexts texts = new ReplacedTexts();

    private final List<GateReport.HeldBack> heldBack = new ArrayList<>();
    private final Map<String, Map<PersonalData, Integer>> replaced = new HashMap<>();

    GatedPairs(Gates gates, PromptLedger ledger) {
        this.gates = gates;
        this.ledger = ledger;
        this.counts = ledger.counts();
        this.notes = ledger.notes();
    }

    /** The pair as it is to be published in a slot; empty where it is held back. */
    Optional<PreferencePair> passing(Slot slot, PreferencePair pair) {
        TaskGates own = gates.of(pair.getTask());
        ReplacedPair out = texts.in(pair, own.replaced());
        if (own.counts()) {
            keepCounts();
        }
        Optional<GateReason> reason = own.verdict(out.pair(), this);
        if (reason.isPresent()) {
            holdBack(new PairNotes.Place(slot, pair.getPairId()), pair.getTask(), reason.get());
            return Optional.empty();
        }
        replaced.put(pair.getPairId(), out.counts());
        return Optional.of(out.pair());
    }

    /** Counts a pair the first time it is held back; it may come again with every change beside it. */
    private void holdBack(PairNotes.Place place, String task, GateReason reason) {
        if (!notes.isHeldBack(place)) {
            notes.holdBack(place);
            heldBack.add(new GateReport.HeldBack(task, reason));
        }
    }

    /** The pair as it is to be withdrawn. */
    PreferencePair leaving(PreferencePair pair) {
        return texts.in(pair, gates.of(pair.getTask()).replaced()).pair();
    }

    void published(Slot slot, PreferencePair pair) {
        changed(pair, 1);
        if (gates.of(pair.getTask()).compares()) {
            PairContent.of(pair)
                    .ifPresent(content -> notes.keepSaying(
                            new PairNotes.Place(slot, pair.getPairId()),
                            content.task(),
                            content.judge(),
                            content.digest()));
        }
    }

    void withdrawn(PreferencePair pair) {
        changed(pair, -1);
    }

    private void changed(PreferencePair pair, int change) {
        if (!counts.kept()) {
            return;
        }
        if (gates.count()) {
            count(pair, change);
        } else {
            counts.end();
        }
    }

    private void keepCounts() {
        if (!counts.kept()) {
            counts.begin();
            ledger.standing().forEach(pair -> count(pair, 1));
        }
    }

    private void count(PreferencePair pair, int change) {
        counts.add(change, pair.getTask());
        pair.getSource().getSubject().ifPresent(subject -> counts.add(change, pair.getTask(), subject));
    }

    @Override
    public int of(String task) {
        return counts.of(task);
    }

    @Override
    public int of(String task, String subject) {
        return counts.of(task, subject);
    }

    @Override
    public boolean says(PairContent content) {
        return notes.saying(content.task(), content.judge(), content.digest())
                .flatMap(place -> ledger.standing().in(place.slot()).filter(pair -> pair.getPairId()
                        .equals(place.pairId())))
                .isPresent();
    }

    /** @param published the pairs that are published in the end */
    GateReport report(Iterable<PreferencePair> published) {
        List<GateReport.Replaced> all = new ArrayList<>();
        for (PreferencePair pair : published) {
            replaced.getOrDefault(pair.getPairId(), Map.of())
                    .forEach((kind, count) -> all.add(new GateReport.Replaced(pair.getTask(), kind, count)));
        }
        return new GateReport(heldBack, all);
    }
}
