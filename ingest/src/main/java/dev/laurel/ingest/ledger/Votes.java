package dev.laurel.ingest.ledger;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.laurel.ingest.ledger.EventKey.Moment;

/** What judges said of two answers beside each other, in order of time. */
public final class Votes {

    private static final int BATCH = 1_000;

    private final Entries entries;
    private final EntryKey votes;

    Votes(Entries entries, EntryKey prompt) {
        this.entries = entries;
        this.votes = prompt.kind('V');
    }

    /**
     * One judge's word on two answers.
     *
     * @param better id of the preferred answer, or of either if {@code tied}
     * @param worse id of the other
     * @param weight in the loss
     */
    public record Vote(String better, String worse, boolean tied, Optional<Double> margin, double weight) {

        /** The sign, which tells whether the lesser id is the better one, then weight and margin, which is not a number where there is none. */
        private byte[] toBytes() {
            int sign = tied ? 0 : better.compareTo(worse) < 0 ? 1 : -1;
            return ByteBuffer.allocate(1 + 2 * Double.BYTES)
                    .put((byte) sign)
                    .putDouble(weight)
                    .putDouble(margin.orElse(Double.NaN))
                    .array();
        }

        private static Vote read(String lesser, String greater, byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            int sign = buffer.get();
            double weight = buffer.getDouble();
            double margin = buffer.getDouble();
            return new Vote(
                    sign < 0 ? greater : lesser,
                    sign < 0 ? lesser : greater,
                    sign == 0,
                    Double.isNaN(margin) ? Optional.empty() : Optional.of(margin),
                    weight);
        }
    }

    /** A vote with the event that says so. */
    public record Latest(Vote vote, EventKey event) {}

    public void keep(Judge judge, Vote vote, Moment moment) {
        entries.put(moment.in(of(judge, vote.better(), vote.worse())), vote.toBytes());
    }

    public void forget(Judge judge, Vote vote, Moment moment) {
        entries.delete(moment.in(of(judge, vote.better(), vote.worse())));
    }

    /** The vote on two answers that counts. */
    public Optional<Latest> latest(Judge judge, String one, String other) {
        EntryKey prefix = of(judge, one, other);
        return entries.last(prefix, 1).stream().findFirst().map(entry -> {
            boolean inOrder = one.compareTo(other) < 0;
            Vote vote = Vote.read(inOrder ? one : other, inOrder ? other : one, entry.value());
            return new Latest(vote, Moment.read(entry.key().after(prefix)).event());
        });
    }

    /** The answers on which a judge said something beside {@code responseId}. Looks through all of the judge's votes. */
    public Set<String> others(Judge judge, String responseId) {
        EntryKey prefix = judge.in(votes);
        Set<String> others = new LinkedHashSet<>();
        EntryKey after = prefix;
        List<Entries.Entry> next = entries.first(prefix, after, BATCH);
        while (!next.isEmpty()) {
            for (Entries.Entry entry : next) {
                EntryKey.KeyReader reader = entry.key().after(prefix);
                String lesser = reader.name();
                String greater = reader.name();
                if (lesser.equals(responseId) || greater.equals(responseId)) {
                    others.add(lesser.equals(responseId) ? greater : lesser);
                }
                after = entry.key();
            }
            next = entries.first(prefix, after, BATCH);
        }
        return others;
    }

    private EntryKey of(Judge judge, String one, String other) {
        boolean inOrder = one.compareTo(other) < 0;
        return judge.in(votes).names(inOrder ? one : other, inOrder ? other : one);
    }
}
