package dev.laurel.bench.windows;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StabilityTest {

    @Test
    void aFlipIsACorrectionWhereThePairsOfTheResponseSaySo() {
        double[] before = {1, 1, -1, -1, 1};
        double[] now = {-1, -1, 1, 1, 1};
        List<Integer> standing = List.of(2, -1, 3, 0, -5); // won less lost

        Stability.Flips flips = Stability.flips(0, before, now, standing);

        assertThat(flips.all()).isEqualTo(0.8);
        assertThat(flips.corrections()).as("the second and the third").isEqualTo(0.4);
        assertThat(flips.rest()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void aRewardAtTheThresholdIsAccepted() {
        assertThat(Stability.flips(0.5, new double[] {0.5}, new double[] {0.49}, List.of(1))
                        .all())
                .isEqualTo(1);
    }
}
