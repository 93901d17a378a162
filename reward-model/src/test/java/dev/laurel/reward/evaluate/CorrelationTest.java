package dev.laurel.reward.evaluate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

class CorrelationTest {

    private static final double[] RISING = {1, 2, 3, 4, 5};

    @Test
    void ofAnyRisingCurveTheRanksAgree() {
        double[] cubes = {1, 8, 27, 64, 125};

        assertThat(Correlation.spearman(RISING, cubes)).isCloseTo(1, offset(1e-12));
        assertThat(Correlation.pearson(RISING, cubes)).isCloseTo(0.943118, offset(1e-6));
        assertThat(Correlation.spearman(RISING, new double[] {5, 4, 3, 2, 1})).isCloseTo(-1, offset(1e-12));
    }

    /** 1 − 6 Σd² / (n (n² − 1)) with d = 1, −1, 0, 1, −1. */
    @Test
    void withoutTiesIsTheTextbookFormula() {
        assertThat(Correlation.spearman(RISING, new double[] {20, 10, 30, 50, 40}))
                .isCloseTo(1 - 6 * 4 / 120.0, offset(1e-12));
    }

    /** As scipy.stats.spearmanr has it: 0.948683. */
    @Test
    void equalValuesShareTheirRank() {
        assertThat(Correlation.ranks(new double[] {3, 1, 3, 2})).containsExactly(3.5, 1, 3.5, 2);
        assertThat(Correlation.spearman(new double[] {1, 2, 2, 3}, new double[] {1, 2, 3, 4}))
                .isCloseTo(0.948683, offset(1e-6));
    }

    @Test
    void aConstantGoesWithNothing() {
        assertThat(Correlation.spearman(RISING, new double[5])).isZero();
    }

    @Test
    void refusesValuesThatHaveNoPartner() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Correlation.pearson(RISING, new double[3]))
                .withMessageContaining("5, 3");
    }
}
