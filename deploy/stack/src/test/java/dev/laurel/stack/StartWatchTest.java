package dev.laurel.stack;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartWatchTest {

    private long logSize;
    private Duration computed = Duration.ZERO;
    private final StartWatch watch = new StartWatch(() -> logSize, () -> computed);

    @Test
    void aProcessThatWritesIsNotQuietHoweverLongItTakes() {
        for (int second = 1; second <= 1_000; second++) {
            logSize += second % 50 == 0 ? 1 : 0;
            assertThat(watch.quiet(Duration.ofSeconds(second))).isLessThan(Duration.ofSeconds(50));
        }
    }

    @Test
    void aProcessThatComputesBesideOthersIsNotQuiet() {
        for (int second = 1; second <= 1_000; second++) {
            computed = computed.plusMillis(60);
            assertThat(watch.quiet(Duration.ofSeconds(second))).isLessThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void aProcessThatOnlyWaitsIsQuiet() {
        for (int second = 1; second <= 120; second++) {
            computed = computed.plusMillis(10);
            watch.quiet(Duration.ofSeconds(second));
        }

        assertThat(watch.quiet(Duration.ofSeconds(121))).isEqualTo(Duration.ofSeconds(121));
    }
}
