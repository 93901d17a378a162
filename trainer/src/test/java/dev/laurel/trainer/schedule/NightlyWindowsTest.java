package dev.laurel.trainer.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NightlyWindowsTest {

    private static final String AT_TWO = "0 0 2 * * ?";

    @Test
    void theLastHourIsThatOfTheTimeZone() {
        Instant morning = Instant.parse("2026-07-10T08:00:00Z");

        assertThat(NightlyWindows.lastHour(AT_TWO, ZoneOffset.UTC, morning))
                .contains(Instant.parse("2026-07-10T02:00:00Z"));
        assertThat(NightlyWindows.lastHour(AT_TWO, ZoneId.of("Europe/Berlin"), morning))
                .contains(Instant.parse("2026-07-10T00:00:00Z"));
        assertThat(NightlyWindows.lastHour(AT_TWO, ZoneId.of("America/New_York"), morning))
                .contains(Instant.parse("2026-07-10T06:00:00Z"));
    }

    @Test
    void beforeTheHourItIsThatOfTheDayBefore() {
        assertThat(NightlyWindows.lastHour(AT_TWO, ZoneOffset.UTC, Instant.parse("2026-07-10T01:59:59Z")))
                .contains(Instant.parse("2026-07-09T02:00:00Z"));
    }

    @Test
    void withoutAScheduleThereIsNone() {
        assertThat(NightlyWindows.lastHour("off", ZoneOffset.UTC, Instant.EPOCH))
                .isEmpty();
    }
}
