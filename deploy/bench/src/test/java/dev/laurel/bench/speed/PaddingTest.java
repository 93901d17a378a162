package dev.laurel.bench.speed;

import java.util.List;

import dev.laurel.bench.speed.LengthMix.PairLength;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaddingTest {

    @Test
    void fillsEverySequenceUpToTheLongestOfItsBatch() {
        List<List<Integer>> batches = Padding.batches(List.of(3, 9, 4, 2, 5), 2);

        assertThat(batches).containsExactly(List.of(3, 9), List.of(4, 2), List.of(5));
        assertThat(batches.stream().map(Padding::padded)).containsExactly(List.of(9, 9), List.of(4, 4), List.of(5));
    }

    @Test
    void sortingSavesPadding() {
        assertThat(Padding.batches(Padding.sorted(List.of(3, 9, 4, 2, 5)), 2).stream()
                        .map(Padding::padded))
                .containsExactly(List.of(3, 3), List.of(5, 5), List.of(9));
    }

    @Test
    void bothSidesOfABatchOfPairsGetTheLengthOfTheLongestSide() {
        assertThat(Padding.paddedPairs(List.of(new PairLength(3, 8), new PairLength(5, 1))))
                .containsExactly(new PairLength(8, 8), new PairLength(8, 8));
    }

    @Test
    void pairsAreSortedByTheirLongerSide() {
        assertThat(Padding.sortedPairs(List.of(new PairLength(3, 8), new PairLength(5, 1), new PairLength(8, 2))))
                .containsExactly(new PairLength(5, 1), new PairLength(8, 2), new PairLength(3, 8));
    }
}
