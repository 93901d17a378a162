package dev.laurel.ingest.pair;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

import dev.laurel.ingest.check.EventLimits;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.accept.Shown;

import org.apache.avro.specific.SpecificRecord;

/**
 * How many pairs a ledger makes, and of how many bytes. It bounds what one record can cause to be written, since no record changes more pairs than stand
 * before and after it.
 */
record PairBudget(long pairs, long bytes) {

    /** Besides texts, names and attributes: numbers, lengths, and the pair's id. */
    private static final int OVERHEAD_BYTES = 256;

    /** Why {@code after}, which a record makes of {@code before}, holds more than may be; empty if it does not, or holds less than before. */
    static Optional<Rejection> problem(PromptLedger before, PromptLedger after, String field) {
        PairBudget load = of(after, EventLimits.PAIRS, EventLimits.PAIR_BYTES);
        if (!load.isAbove(EventLimits.PAIRS, EventLimits.PAIR_BYTES)) {
            return Optional.empty();
        }
        PairBudget earlier = of(before, Long.MAX_VALUE, Long.MAX_VALUE);
        if (!of(after, earlier.pairs, earlier.bytes).isAbove(earlier.pairs, earlier.bytes)) {
            return Optional.empty();
        }
        String limit = load.pairs > EventLimits.PAIRS
                ? "%,d pairs".formatted(EventLimits.PAIRS)
                : "%,d bytes of pairs, each with the conversation and two answers".formatted(EventLimits.PAIR_BYTES);
        return Optional.of(new Rejection(
                RejectionReason.TOO_MANY_PAIRS,
                field,
                "would make prompt %s have more than %s"
                        .formatted(Shown.of(after.key().toString()), limit)));
    }

    /** Of all pairs of the ledger, or of as many as it takes to be above a limit. */
    static PairBudget of(PromptLedger ledger, long mostPairs, long mostBytes) {
        Sizes sizes = new Sizes();
        PairBudget load = new PairBudget(0, 0);
        for (FeedbackEvent event : ledger.feedback().values()) {
            for (Iterator<Preference> all = Pairs.preferences(event, ledger).iterator();
                    all.hasNext() && !load.isAbove(mostPairs, mostBytes); ) {
                load = new PairBudget(load.pairs + 1, load.bytes + sizes.of(ledger, all.next()));
            }
        }
        return load;
    }

    private boolean isAbove(long mostPairs, long mostBytes) {
        return pairs > mostPairs || bytes > mostBytes;
    }

    /** Sizes of what pairs share, each measured once. */
    private static final class Sizes {

        private final Map<Object, Long> known = new IdentityHashMap<>();

        long of(PromptLedger ledger, Preference preference) {
            FeedbackEvent latest = preference.latest();
            return OVERHEAD_BYTES
                    + bytes(ledger.key().toString())
                    + once(ledger.prompt())
                    + once(preference.chosen())
                    + once(preference.rejected())
                    + once(latest.getSource())
                    + once(latest.getAttributes())
                    + bytes(latest.getTask())
                    + preference.basis().stream()
                            .mapToLong(event -> bytes(event.getEventId()))
                            .sum();
        }

        private long once(Object part) {
            return known.computeIfAbsent(part, Sizes::bytes);
        }

        private static long bytes(Object value) {
            if (value instanceof CharSequence text) {
                return text.toString().getBytes(StandardCharsets.UTF_8).length;
            }
            if (value instanceof Collection<?> elements) {
                return elements.stream().mapToLong(Sizes::bytes).sum();
            }
            if (value instanceof Map<?, ?> map) {
                return bytes(map.keySet()) + bytes(map.values());
            }
            long bytes = 0;
            if (value instanceof SpecificRecord record) {
                for (int field = 0; field < record.getSchema().getFields().size(); field++) {
                    bytes += bytes(record.get(field));
                }
            }
            return bytes;
        }
    }
}
