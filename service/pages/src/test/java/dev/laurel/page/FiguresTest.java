package dev.laurel.page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0.693147, 0.6931",
        "0, 0",
        "12344.6, '12,340'",
        "-2.5, −2.5",
        "0.0003333333, 3.333e−4",
        "0.00002, 2e−5",
        "123456789, 1.235e8",
        "NaN, not a number",
        "Infinity, infinite"
    })
    void fourDigitsAreSignificant(double value, String written) {
        assertThat(Figures.significant(value)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0.40 s", "42.06, 42.1 s", "200, 3 min 20 s", "3599.7, 1 h 00 min", "7512, 2 h 05 min"})
    void durationsHaveTwoUnits(double seconds, String written) {
        assertThat(Figures.seconds(seconds)).isEqualTo(written);
    }

    @Test
    void percentHasADecimalWhereItTells() {
        assertThat(Figures.percent(0.9)).isEqualTo("90 %");
        assertThat(Figures.percent(0.9929)).isEqualTo("99.3 %");
    }

    @Test
    void zeroHasNoSign() {
        assertThat(Figures.signed(0.0002, 3)).isEqualTo("0.000");
        assertThat(Figures.signed(-0.0002, 3)).isEqualTo("0.000");
        assertThat(Figures.signed(0.0219, 3)).isEqualTo("+0.022");
        assertThat(Figures.signed(-0.05, 3)).isEqualTo("−0.050");
    }
}
