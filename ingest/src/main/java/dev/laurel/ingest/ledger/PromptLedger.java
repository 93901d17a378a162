package dev.laurel.ingest.ledger;

import java.util.Set;
import java.util.function.Predicate;

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

    private static final char ERASED = 'Z';

    /** Under which the entries of all prompts lie. */
    public static final EntryKey ALL = EntryKey.of('e');

    /** Under which the entries of a prompt lie. */
    public static EntryKey entries(String promptKey) {
        return ALL.names(promptKey);
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

    public Arrivals arrivals() {
        return new Arrivals(entries);
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

    public Claims claims() {
        return new Claims(entries, prefix);
    }

    /**
     * Forgets whatever speaks of a judge, of whom nothing counts any more.
     *
     * @param rater as {@link Judge} names it
     */
    public void forgetJudge(String rater) {
        byte[] name = EntryKey.NONE.names("", rater).bytes();
        forget(key -> kind(key) != Claims.KIND && key.contains(name));
    }

    /** Forgets all but which events came and passed, so that they pass again whenever they come again; and that it was erased. */
    public void eraseContents() {
        Set<Character> kept = Set.of(Judgements.PAST, Judgements.LATEST, EarlierSlots.MARKER);
        forget(key -> !kept.contains(kind(key)));
        entries.put(prefix.kind(ERASED), new byte[0]);
    }

    /** Whether the conversation was erased, and is nobody else's yet. */
    public boolean isErased() {
        return entries.get(prefix.kind(ERASED)).isPresent();
    }

    /** Lets the conversation be somebody's again. */
    public void reopen() {
        entries.delete(prefix.kind(ERASED));
    }

    private char kind(EntryKey key) {
        return (char) key.bytes()[prefix.bytes().length];
    }

    private void forget(Predicate<EntryKey> which) {
        entries.forEach(prefix, entry -> {
            if (which.test(entry.key())) {
                entries.delete(entry.key());
            }
        });
    }

    public PairNotes notes() {
        return new PairNotes(entries, prefix);
    }
}
