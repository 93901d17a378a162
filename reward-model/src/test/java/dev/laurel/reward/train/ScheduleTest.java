package dev.laurel.reward.train;

import dev.laurel.reward.Golden;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

/** The schedules against transformers' own, past their end included. */
class ScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "cosine_warmup3_total20, COSINE, 3",
        "cosine_warmup0_total20, COSINE, 0",
        "linear_warmup3_total20, LINEAR, 3",
        "constant_with_warmup3, CONSTANT, 3",
        "cosine_with_min_lr_rate0.1_warmup3_total20, COSINE_WITH_MIN, 3"
    })
    void isThatOfTransformers(String name, Schedule schedule, long warmup) {
        double[] rates = Golden.doubles(
                Golden.json("trajectory/schedules.json").path("schedules").path(name));

        for (int step = 0; step < rates.length; step++) {
            assertThat(1e-3 * schedule.factor(step, warmup, 20))
                    .as("step " + step)
                    .isCloseTo(rates[step], offset(1e-12 * 1e-3));
        }
    }
}
