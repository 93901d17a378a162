package dev.laurel.schema;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartBackoffTest {

    private Instant now = Instant.parse("2026-03-01T08:00:00Z");
    private final RestartBackoff restarts = new RestartBackoff(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void pausesLongerEachTimeAndGivesUpInTheEnd() {
        assertThat(Stream.generate(restarts::afterFailure)
                        .limit(RestartBackoff.MOST)
                        .map(pause -> pause.map(Duration::toSeconds)))
                .containsExactly(
                        Optional.of(1L),
                        Optional.of(2L),
                        Optional.of(4L),
                        Optional.of(8L),
                        Optional.of(16L),
                        Optional.empty());
    }

    @Test
    void beginsAnewAfterACalm() {
        restarts.afterFailure();
        restarts.afterFailure();
        now = now.plus(Duration.ofMinutes(11));

        assertThat(restarts.afterFailure()).contains(Duration.ofSeconds(1));
    }
}
