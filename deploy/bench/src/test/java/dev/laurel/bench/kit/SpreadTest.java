package dev.laurel.bench.kit;

import java.util.List;

import dev.laurel.bench.speed.SpeedPart;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpreadTest {

    @Test
    void tellsTheMedianAndTheExtremes() {
        assertThat(Spread.of(List.of(5.0, 1.0, 3.0))).isEqualTo(new Spread(3, 1, 5));
        assertThat(Spread.of(List.of(4.0, 1.0))).isEqualTo(new Spread(2.5, 1, 4));
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        assertThat(Spread.ofRatios(List.of(6.0, 8.0, 9.0), List.of(3.0, 2.0, 3.0)))
                .isEqualTo(new Spread(3, 2, 4));
    }

    @Test
    void aRoundsCeilingIsTheMeanOfItsNeighbours() {
        List<Double> ceilings = List.of(10.0, 20.0, 40.0, 60.0, 100.0);

        assertThat(SpeedPart.around(ceilings, 0)).containsExactly(15.0, 50.0);
        assertThat(SpeedPart.around(ceilings, 1)).containsExactly(30.0, 80.0);
    }
}
