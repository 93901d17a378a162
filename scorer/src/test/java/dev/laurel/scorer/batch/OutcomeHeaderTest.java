package dev.laurel.scorer.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Judgement.Reward;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class OutcomeHeaderTest {

    private static final Instant STARTED = Instant.ofEpochMilli(1_000);
    private static final Instant SCORED = Instant.ofEpochMilli(1_250);

    @Test
    void carriesARewardToTheLastBit() {
        assertCarried(new Reward(
                "rich",
                7,
                "0123abcd",
                Math.nextUp(1.0),
                -Double.MIN_VALUE,
                OptionalDouble.of(Math.nextDown(0.5)),
                2_048,
                true,
                true));
    }

    @Test
    void carriesThatAVersionIsNotCalibrated() {
        assertCarried(new Reward("rich", 7, "0123abcd", 1, 0.5, OptionalDouble.empty(), 9, false, false));
    }

    @Test
    void carriesWhatAChallengerSays() {
        Headers headers = new RecordHeaders();
        Reward champion = new Reward("rich", 7, "0123abcd", 1.5, 0.25, OptionalDouble.empty(), 12, false, false);
        Outcome outcome = new Outcome(
                champion,
                Optional.of(new Reward("rich", 8, "beef", -1.5, -0.5, OptionalDouble.of(0.25), 13, true, false)),
                STARTED,
                SCORED,
                12);

        OutcomeHeader.write(headers, outcome);

        assertThat(OutcomeHeader.read(headers)).isEqualTo(outcome);
    }

    @Test
    void carriesAFailure() {
        assertCarried(new Failure(Reason.KEY_MISMATCH, "key is \"ä/天\""));
    }

    @Test
    void shortensAMessageThatIsTooLongForAHeader() {
        Headers headers = new RecordHeaders();

        OutcomeHeader.write(headers, outcome(new Failure(Reason.UNREADABLE, "天".repeat(100_000))));

        assertThat(((Failure) OutcomeHeader.read(headers).judgement()).message())
                .isEqualTo("天".repeat(2_000));
    }

    @Test
    void isTakenOffWithEverythingElseThatOnlyLaurelMayWrite() {
        Headers headers = new RecordHeaders()
                .add("laurel.outcome", new byte[] {1})
                .add("laurel.anything", null)
                .add("traceparent", null)
                .add("laurels", new byte[] {4});
        OutcomeHeader.write(headers, outcome(new Failure(Reason.NO_LINE, "none")));

        assertThat(OutcomeHeader.without(headers).toArray())
                .extracting(header -> header.key())
                .containsExactly("traceparent", "laurels");
    }

    @Test
    void isReadPastAnyNumberOfForgedOnes() {
        Headers headers = new RecordHeaders();
        for (int i = 0; i < 100_000; i++) {
            headers.add("laurel.outcome", null).add("laurel." + i, new byte[] {1});
        }
        Outcome outcome = outcome(new Failure(Reason.NO_LINE, "none"));
        OutcomeHeader.write(headers, outcome);

        assertTimeout(
                Duration.ofSeconds(5),
                () -> { // taken off one by one they would take a minute
                    assertThat(OutcomeHeader.read(headers)).isEqualTo(outcome);
                    assertThat(OutcomeHeader.without(headers)).isEmpty();
                });
    }

    @Test
    void isMissedOnARecordThatWasNotScored() {
        assertThatThrownBy(() -> OutcomeHeader.read(new RecordHeaders()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without outcome");
    }

    private static void assertCarried(Judgement judgement) {
        Headers headers = new RecordHeaders();
        OutcomeHeader.write(headers, outcome(judgement));
        assertThat(OutcomeHeader.read(headers)).isEqualTo(outcome(judgement));
    }

    private static Outcome outcome(Judgement judgement) {
        return new Outcome(judgement, Optional.empty(), STARTED, SCORED, 12);
    }
}
