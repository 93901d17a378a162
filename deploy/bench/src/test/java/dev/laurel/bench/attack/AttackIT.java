package dev.laurel.bench.attack;

import java.time.Duration;
import java.util.Optional;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.NetworkShape;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A tenth of the cases of {@code laurel bench attack}. */
class AttackIT {

    @Test
    void nothingStopsTheWheel() throws Exception {
        AttackOptions options = new AttackOptions(10_000, 0, Duration.ZERO, 0, 0, Optional.empty(), 2);
        try (BenchModel model = BenchModel.random(NetworkShape.TINY, 1, 256)) {
            AttackReport report = new Attack(options, model.dir(), step -> {}).run();

            assertThat(report.faults()).isEmpty();
            assertThat(report.statuses().keySet()).contains(200, 202, 400, 415, 422);
        }
    }

    @Test
    void aCaseIsTheSameEachTime() {
        for (int number = 0; number < 200; number++) {
            assertThat(RequestCase.of(number, 3).bytes())
                    .isEqualTo(RequestCase.of(number, 3).bytes());
        }
    }
}
