package dev.laurel.scorer.select;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GroupClockTest {

    private static final Instant EIGHT = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void followsTheRecordsWhileTheyCome() {
        GroupClock clock = new GroupClock(Instant.EPOCH, EIGHT);

        Instant old = EIGHT.minus(Duration.ofHours(3));
        assertThat(clock.see(old, EIGHT)).isEqualTo(old);
        assertThat(clock.see(old.plus(SECOND), EIGHT.plusSeconds(60))).isEqualTo(old.plus(SECOND));
    }

    @Test
    void goesOnWithTheWallClockWhileNoneCome() {
        GroupClock clock = new GroupClock(Instant.EPOCH, EIGHT);
        clock.see(EIGHT.minusSeconds(10), EIGHT);

        assertThat(clock.now(EIGHT.plusSeconds(60))).isEqualTo(EIGHT.plusSeconds(50));
    }

    @Test
    void doesNotStepBackForARecordThatIsOutOfOrder() {
        GroupClock clock = new GroupClock(Instant.EPOCH, EIGHT);
        clock.see(EIGHT.minusSeconds(10), EIGHT);

        assertThat(clock.see(EIGHT.minusSeconds(20), EIGHT)).isEqualTo(EIGHT.minusSeconds(10));
    }

    @Test
    void takesARecordFromTheFutureForOneOfNow() {
        GroupClock clock = new GroupClock(Instant.EPOCH, EIGHT);

        assertThat(clock.see(EIGHT.plus(Duration.ofDays(365)), EIGHT)).isEqualTo(EIGHT);
    }

    @Test
    void goesOnFromWhatItKnewWithoutTheTimeBetween() {
        GroupClock clock = new GroupClock(EIGHT.minus(Duration.ofHours(1)), EIGHT);

        assertThat(clock.now(EIGHT.plus(SECOND)))
                .isEqualTo(EIGHT.minus(Duration.ofHours(1)).plus(SECOND));
    }
}
