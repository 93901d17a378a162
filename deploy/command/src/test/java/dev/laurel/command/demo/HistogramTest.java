package dev.laurel.command.demo;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistogramTest {

    @Test
    void countsEachValueOnceAndKeepsOutliersAtTheEnds() {
        Histogram histogram = Histogram.of(List.of(-9.0, -3.0, -0.1, 0.0, 2.9, 3.0, 7.0), -3, 3, 6);

        assertThat(histogram.counts()).containsExactly(2, 0, 1, 1, 0, 3);
        assertThat(histogram.highest()).isEqualTo(3);
    }
}
