package dev.laurel.ingest.ledger;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.PromptKey;

/** When each prompt was last written to, so that those nobody writes to any more can be forgotten. */
public final class LedgerAges {

    private static final int BATCH = 1_000;

    private final Entries entries;
    private final EntryKey ages = EntryKey.of('h');

    public LedgerAges(Entries entries) {
        this.entries = entries;
    }

    /** Notes that a prompt is written to, unless it was noted less than {@code exactness} ago. */
    public void touch(PromptKey prompt, Instant now, Duration exactness) {
        EntryKey key = ages.names(prompt.toString());
        boolean noted = entries.get(key)
                .filter(bytes -> time(bytes).isAfter(now.minus(exactness)))
                .isPresent();
        if (!noted) {
            entries.put(
                    key,
                    ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array());
        }
    }

    /**
     * Forgets prompts last written to before {@code limit}; their pairs stand.
     *
     * @param from after which prompt to begin; empty for the beginning
     * @param most how many prompts and entries to look at
     * @param longest how long to look at most
     */
    public Slice<EntryKey> forget(Instant limit, Optional<EntryKey> from, int most, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        EntryKey after = from.orElse(ages);
        int seen = 0;
        int forgotten = 0;
        while (true) {
            List<Entries.Entry> next = entries.first(ages, after, Math.min(BATCH, most));
            if (next.isEmpty()) {
                return new Slice<>(forgotten, Optional.empty());
            }
            for (Entries.Entry prompt : next) {
                if (seen >= most || seen > 0 && System.nanoTime() > deadline) {
                    return new Slice<>(forgotten, Optional.of(after));
                }
                seen++;
                if (time(prompt.value()).isBefore(limit)) {
                    int room = most - seen;
                    int deleted =
                            delete(PromptLedger.entries(prompt.key().after(ages).name()), room);
                    seen += deleted;
                    if (deleted == room) { // there may be more; the rest of the prompt follows in the next slice
                        return new Slice<>(forgotten, Optional.of(after));
                    }
                    entries.delete(prompt.key());
                    forgotten++;
                }
                after = prompt.key();
            }
        }
    }

    private int delete(EntryKey prompt, int most) {
        EntryKey after = prompt;
        int deleted = 0;
        while (deleted < most) {
            List<Entries.Entry> next = entries.first(prompt, after, Math.min(BATCH, most - deleted));
            if (next.isEmpty()) {
                break;
            }
            for (Entries.Entry entry : next) {
                entries.delete(entry.key());
                after = entry.key();
            }
            deleted += next.size();
        }
        return deleted;
    }

    private static Instant time(byte[] bytes) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong());
    }
}
