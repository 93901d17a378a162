package dev.laurel.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GrowthTest {

    @Test
    void aSteadyLineGrowsAlikeByAllMeasures() {
        Growth growth = Growth.of(samples(percent -> 1000 + percent));

        assertThat(growth.leastSquares()).isCloseTo(100 * 80 / 1020.0, within(1e-9));
        assertThat(growth.plain()).isCloseTo(100 * 80 / 1020.0, within(1e-9));
        assertThat(growth.medians()).isCloseTo(100 * 65 / 1028.0, within(0.2));
    }

    @Test
    void whatGrowsBeforeAFifthDoesNotCount() {
        Growth growth = Growth.of(samples(percent -> percent < 20 ? 10 * percent : 1000));

        assertThat(growth).isEqualTo(new Growth(0, 0, 0));
    }

    @Test
    void twoPercentOrAWrongScoreOrAMissingOneIsNotSound() {
        assertThat(report(0, 100, percent -> 1000).isSound()).isTrue();
        assertThat(report(0, 100, percent -> 10_000 + percent).isSound()).isTrue();
        assertThat(report(0, 100, percent -> 10_000 + 3 * percent).isSound()).isFalse(); // by least squares
        assertThat(report(0, 100, percent -> percent < 90 ? 1000 : 1020).isSound())
                .isFalse(); // by medians
        assertThat(report(1, 100, percent -> 1000).isSound()).isFalse();
        assertThat(report(0, 99, percent -> 1000).isSound()).isFalse();
    }

    private static SoakReport report(int wrong, int scored, LongUnaryOperator bytes) {
        return new SoakReport(new SoakOptions(10, 100, 1, 1), 1, scored, wrong, 0, 0, samples(bytes));
    }

    private static List<Growth.Sample> samples(LongUnaryOperator bytes) {
        List<Growth.Sample> samples = new ArrayList<>();
        for (int percent = 1; percent <= 100; percent++) {
            samples.add(new Growth.Sample(percent / 100.0, bytes.applyAsLong(percent)));
        }
        return samples;
    }
}
