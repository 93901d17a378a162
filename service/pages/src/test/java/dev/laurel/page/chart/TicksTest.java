package dev.laurel.page.chart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TicksTest {

    @Test
    void areRoundAndEnclose() {
        Ticks ticks = Ticks.around(0.37, 0.71, 4);

        assertThat(ticks.labels()).containsExactly("0.3", "0.4", "0.5", "0.6", "0.7", "0.8");
        assertThat(ticks.values()).containsExactly(0.3, 0.4, 0.5, 0.6, 0.7, 0.8);
    }

    @ParameterizedTest
    @CsvSource({
        "-1.2, 3.4, '−2|0|2|4'",
        "0, 0.00033, '0|2e−4|4e−4'",
        "0, 12345678, '0|5e6|1e7|1.5e7'",
        "0, 4000, '0|2,000|4,000'",
        "5, 5, '4.5|5.0|5.5'",
        "0, 0, '−1|0|1'",
        "NaN, 1, '0.0|0.5|1.0'",
        "1, -Infinity, '0.0|0.5|1.0'"
    })
    void labelsTellNeighboursApart(double low, double high, String labels) {
        assertThat(String.join("|", Ticks.around(low, high, 3).labels())).isEqualTo(labels);
    }

    @Test
    void countsAreWhole() {
        assertThat(Ticks.ofCounts(0, 1, 5).labels()).containsExactly("0", "1");
        assertThat(Ticks.ofCounts(0, 3, 5).labels()).containsExactly("0", "1", "2", "3");
        assertThat(Ticks.ofCounts(0, 5000, 5).labels())
                .containsExactly("0", "1,000", "2,000", "3,000", "4,000", "5,000");
    }

    @Test
    void largeNumbersThatHardlyDifferStayReadable() {
        assertThat(Ticks.around(1e9, 1e9 + 1e-3, 4).values()).hasSizeBetween(2, 8);
    }
}
