package dev.laurel.reward.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.laurel.reward.text.TokenSequence;

/**
 * Sequences packed for one forward pass: their tokens one after another, without padding.
 *
 * @param tokens (T,) ids
 * @param positions (T,) place of each token in its sequence, from 0
 * @param lengths (N,) tokens of each sequence
 */
public record TokenBatch(long[] tokens, long[] positions, long[] lengths) {

    public static TokenBatch of(List<TokenSequence> sequences) {
        int total = sequences.stream().mapToInt(TokenSequence::length).sum();
        long[] tokens = new long[total];
        long[] positions = new long[total];
        long[] lengths = new long[sequences.size()];
        int at = 0;
        for (int i = 0; i < lengths.length; i++) {
            int[] ids = sequences.get(i).ids();
            lengths[i] = ids.length;
            for (int p = 0; p < ids.length; p++, at++) {
                tokens[at] = ids[p];
                positions[at] = p;
            }
        }
        return new TokenBatch(tokens, positions, lengths);
    }

    /** Batches of at most so many tokens, in the order of the sequences; a longer sequence is a batch of its own. */
    public static List<TokenBatch> within(int tokenBudget, List<TokenSequence> sequences) {
        List<TokenBatch> batches = new ArrayList<>();
        int first = 0;
        int filled = 0;
        for (int i = 0; i < sequences.size(); i++) {
            int length = sequences.get(i).length();
            if (i > first && filled + length > tokenBudget) {
                batches.add(of(sequences.subList(first, i)));
                first = i;
                filled = 0;
            }
            filled += length;
        }
        if (first < sequences.size()) {
            batches.add(of(sequences.subList(first, sequences.size())));
        }
        return batches;
    }

    /** (N,) place of each sequence's last token among the tokens. */
    public long[] ends() {
        long[] ends = lengths.clone();
        Arrays.parallelPrefix(ends, Long::sum);
        for (int i = 0; i < ends.length; i++) {
            ends[i]--;
        }
        return ends;
    }

    /** Number of sequences. */
    public int size() {
        return lengths.length;
    }
}
