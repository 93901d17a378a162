package dev.laurel.reward.evaluate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HistogramTest {

    @Test
    void countsByBinAndPutsTheOutermostIntoTheEnds() {
        double[] values = {-9, -1, -0.5, -0.01, 0, 0.99, 1, 7, Double.NaN};

        assertThat(Histogram.of(values, -1, 1, 4).counts()).containsExactly(2, 2, 1, 3);
    }

    @Test
    void refusesBoundsThatHoldNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Histogram.of(new double[1], 1, 1, 4))
                .withMessageContaining("1.0");
    }
}
