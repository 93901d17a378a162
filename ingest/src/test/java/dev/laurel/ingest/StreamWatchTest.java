package dev.laurel.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StreamWatchTest {

    private final Watch clock = new Watch();
    private final StreamWatch watch = new StreamWatch(clock, Duration.ofSeconds(30));

    @Test
    void isUnreadyBeforeTheStreamRuns() {
        assertThat(watch.unready()).hasValue("the stream has not started yet");
        watch.pauses("partitions are shared out");
        assertThat(watch.unready()).hasValueSatisfying(why -> assertThat(why).startsWith("partitions"));
        watch.runs();
        assertThat(watch.unready()).isEmpty();
    }

    @Test
    void shortPauseOfARunningStreamIsNoTrouble() {
        watch.runs();
        watch.pauses("partitions are shared out");
        clock.pass(Duration.ofSeconds(29));
        assertThat(watch.unready()).isEmpty();
        assertThat(watch.refusal()).isEmpty();

        clock.pass(Duration.ofSeconds(1));

        assertThat(watch.unready()).hasValue("partitions are shared out (for 30 s)");
        assertThat(watch.refusal()).hasValue("partitions are shared out (for 30 s)");
    }

    @Test
    void brokenStreamIsUnreadyAtOnceAndRefusesAfterTheGraceTime() {
        watch.runs();
        watch.stopped("the thread ended");
        assertThat(watch.unready()).hasValue("the thread ended");
        assertThat(watch.refusal()).isEmpty();

        clock.pass(Duration.ofSeconds(20));
        watch.pauses("partitions are shared out");
        clock.pass(Duration.ofSeconds(20));

        assertThat(watch.unready()).isPresent();
        assertThat(watch.refusal()).hasValue("partitions are shared out (for 40 s)");
        watch.runs();
        assertThat(watch.refusal()).isEmpty();
    }

    private static final class Watch extends Clock {

        private Instant now = Samples.NOON;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
