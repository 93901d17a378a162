package dev.laurel.ingest.join;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.laurel.ingest.ledger.Entries;
import dev.laurel.ingest.ledger.EntryKey;
import dev.laurel.ingest.ledger.Slice;

/** Which prompts ids stand for. An id of two prompts stands for none. */
public final class KnownPrompts {

    private static final int BATCH = 1_000;

    private final Entries entries;
    private final EntryKey references = EntryKey.of('r');

    public KnownPrompts(Entries entries) {
        this.entries = entries;
    }

    /** What an id stands for. */
    public sealed interface Found {

        record Prompt(String promptId) implements Found {}

        record Ambiguous(String one, String other) implements Found {}

        record Unknown() implements Found {}
    }

    public Found find(Reference reference) {
        return entries.get(reference.in(references)).map(KnownPrompts::read).orElseGet(Found.Unknown::new);
    }

    /** Notes that an id stands for a prompt, now. */
    public Found note(Reference reference, String promptId, Instant now) {
        Found before = find(reference);
        Found after = before instanceof Found.Unknown
                ? new Found.Prompt(promptId)
                : before instanceof Found.Prompt known && !known.promptId().equals(promptId)
                        ? new Found.Ambiguous(known.promptId(), promptId)
                        : before;
        entries.put(reference.in(references), bytes(after, now));
        return after;
    }

    /** Notes that an id stands for a prompt no more. */
    public void remove(Reference reference, String promptId, Instant now) {
        Found before = find(reference);
        if (before instanceof Found.Prompt known && known.promptId().equals(promptId)) {
            entries.delete(reference.in(references));
        } else if (before instanceof Found.Ambiguous two
                && List.of(two.one(), two.other()).contains(promptId)) {
            String other = two.one().equals(promptId) ? two.other() : two.one();
            entries.put(reference.in(references), bytes(new Found.Prompt(other), now));
        }
    }

    /**
     * Forgets ids that were last noted before {@code limit}.
     *
     * @param from after which to begin; empty for the beginning
     * @param most how many to look at
     * @param longest how long to look at most
     */
    public Slice<EntryKey> forget(Instant limit, Optional<EntryKey> from, int most, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        EntryKey after = from.orElse(references);
        int forgotten = 0;
        for (int seen = 0; seen < most && (seen == 0 || System.nanoTime() < deadline); ) {
            List<Entries.Entry> next = entries.first(references, after, Math.min(BATCH, most - seen));
            if (next.isEmpty()) {
                return new Slice<>(forgotten, Optional.empty());
            }
            for (Entries.Entry entry : next) {
                if (time(entry.value()).isBefore(limit)) {
                    entries.delete(entry.key());
                    forgotten++;
                }
                after = entry.key();
            }
            seen += next.size();
        }
        return new Slice<>(forgotten, Optional.of(after));
    }

    /** The time, then the one prompt or the two. */
    private static byte[] bytes(Found found, Instant now) {
        EntryKey time = EntryKey.NONE.time(now);
        if (found instanceof Found.Ambiguous two) {
            return time.names(two.one(), two.other()).bytes();
        }
        return time.names(((Found.Prompt) found).promptId()).bytes();
    }

    private static Found read(byte[] bytes) {
        EntryKey.KeyReader reader = new EntryKey(bytes).after(EntryKey.NONE);
        reader.time();
        String one = reader.name();
        return reader.hasMore() ? new Found.Ambiguous(one, reader.name()) : new Found.Prompt(one);
    }

    private static Instant time(byte[] bytes) {
        return new EntryKey(bytes).after(EntryKey.NONE).time();
    }
}
