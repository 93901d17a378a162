package dev.laurel.ingest.ledger;

import java.util.List;

import dev.laurel.ingest.ledger.EventKey.Moment;

/** Which events have edited which answers, judge by judge, in order of time. */
public final class Edits {

    private static final byte[] NOTHING = {};

    private final Entries entries;
    private final EntryKey edits;

    Edits(Entries entries, EntryKey prompt) {
        this.entries = entries;
        this.edits = prompt.kind('Y');
    }

    public void keep(Judge judge, String responseId, Moment moment) {
        entries.put(moment.in(of(judge, responseId)), NOTHING);
    }

    public void forget(Judge judge, String responseId, Moment moment) {
        entries.delete(moment.in(of(judge, responseId)));
    }

    /** The latest of a judge's edits of an answer, the latest first. */
    public List<EventKey> latest(Judge judge, String responseId, int most) {
        EntryKey prefix = of(judge, responseId);
        return entries.last(prefix, most).stream()
                .map(entry -> Moment.read(entry.key().after(prefix)).event())
                .toList();
    }

    private EntryKey of(Judge judge, String responseId) {
        return judge.in(edits).names(responseId);
    }
}
