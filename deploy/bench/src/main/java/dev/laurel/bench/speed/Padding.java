package dev.laurel.bench.speed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import dev.laurel.bench.speed.LengthMix.PairLength;

/** What lengths become in batches of a fixed number, in which every sequence is filled up to the longest. */
final class Padding {

    private Padding() {}

    /** Batches of so many items in their order, the last possibly smaller. */
    static <T> List<List<T>> batches(List<T> items, int size) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < items.size(); from += size) {
            batches.add(items.subList(from, Math.min(items.size(), from + size)));
        }
        return batches;
    }

    static List<Integer> sorted(List<Integer> lengths) {
        return lengths.stream().sorted().toList();
    }

    static List<PairLength> sortedPairs(List<PairLength> pairs) {
        return pairs.stream()
                .sorted(Comparator.comparingInt(PairLength::longer).thenComparingInt(PairLength::total))
                .toList();
    }

    /** A batch of sequences, padded. */
    static List<Integer> padded(List<Integer> batch) {
        return Collections.nCopies(batch.size(), Collections.max(batch));
    }

    /** A batch of pairs, both sides padded to the longest side of all. */
    static List<PairLength> paddedPairs(List<PairLength> batch) {
        int longest = batch.stream().mapToInt(PairLength::longer).max().orElseThrow();
        return Collections.nCopies(batch.size(), new PairLength(longest, longest));
    }
}
