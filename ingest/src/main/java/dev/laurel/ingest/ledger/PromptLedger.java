package dev.laurel.ingest.ledger;

import dev.laurel.schema.PromptKey;

/**
 * Everything known about one prompt, as entries of its own: what one more record changes is computed from what it touches, however much is known. All
 * that is kept is a function of the set of records that came, not of their order; only what was published stands as it was. For one thread.
 */
public final class PromptLedger {

    private final PromptKey key;
    private final Entries entries;
    private final EntryKey prefix;
    private final PromptTexts texts;
    private final EarlierSlots earlier;

    public PromptLedger(PromptKey key, Entries entries) {
        this.key = key;
        this.entries = entries;
        this.prefix = entries(key.toString());
        this.texts = new PromptTexts(entries, prefix);
        this.earlier = new EarlierSlots(entries, prefix);
    }

    /** Under which the entries of a prompt lie. */
    static EntryKey entries(String promptKey) {
        return EntryKey.of('e').names(promptKey);
    }

    public PromptKey key() {
        return key;
    }

    public PromptTexts texts() {
        return texts;
    }

    public Judgements judgements() {
        return new Judgements(entries, prefix, earlier);
    }

    public Votes votes() {
        return new Votes(entries, prefix);
    }

    public Grades grades(GradeKind kind, Judge judge) {
        return new Grades(entries, prefix, kind, judge);
    }

    public Edits edits() {
        return new Edits(entries, prefix);
    }

    public Waiting waiting() {
        return new Waiting(entries, prefix);
    }

    public EarlierSlots earlier() {
        return earlier;
    }

    public Deadlines deadlines() {
        return new Deadlines(entries, prefix, key.toString());
    }

    public Standing standing() {
        return new Standing(entries, prefix);
    }

    public StandingCounts counts() {
        return new StandingCounts(entries, prefix);
    }

    public PairNotes notes() {
        return new PairNotes(entries, prefix);
    }
}
