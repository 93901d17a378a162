package dev.laurel.trainer.train;

import dev.laurel.reward.train.StepReport;
import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.train.Progress.Outcome;
import dev.laurel.trainer.train.Progress.State;
import dev.laurel.trainer.window.StageProgress;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ProgressTest {

    private static final StepReport FIFTH = new StepReport(5, 0.5, 0.75, 1, 2, 1e-4, 1000, 16);
    private final Progress reading = Progress.reading("w", "plain");

    @Test
    void tellsWhatIsLeft() {
        Progress progress = reading.training(20, 320, 80, 40).step(FIFTH, 500, 30);

        assertThat(progress.tokensPerSecond()).contains(500.0);
        assertThat(progress.secondsLeft()).contains(30.0);
    }

    @Test
    void goesThroughItsStages() {
        Progress publishing = reading.training(20, 320, 80, 40)
                .step(FIFTH, 500, 30)
                .evaluating()
                .publishing();
        Progress done = publishing.done(new Outcome(3, true, "better"));

        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.step()).isEqualTo(5);
        assertThat(done.outcome()).contains(new Outcome(3, true, "better"));
    }

    @Test
    void failsAtAnyStageButAnEnd() {
        Progress failed = reading.training(20, 320, 80, 40).failed("disk full");

        assertThat(failed.error()).contains("disk full");
        assertThatIllegalStateException()
                .isThrownBy(() -> failed.failed("again"))
                .withMessageContaining("is failed");
    }

    @Test
    void doesNotPublishWhatWasNotJudged() {
        assertThatIllegalStateException()
                .isThrownBy(() -> reading.training(20, 320, 80, 40).publishing())
                .withMessage("window w of line plain is training");
    }

    @Test
    void countsWhileItReadsAndEncodes() {
        Progress counted = Progress.waiting("w", "plain").reading().counted(new StageProgress(7, 9, "records"));

        assertThat(counted.counted()).contains(new StageProgress(7, 9, "records"));
        assertThat(counted.encoding().counted()).isEmpty();
        assertThat(counted.encoding()
                        .counted(new StageProgress(1, 5, "pairs"))
                        .training(20, 320, 80, 40)
                        .counted())
                .isEmpty();
    }

    @Test
    void endsWithoutAnError() {
        Progress few = reading.tooFew("47 of 50");
        Progress cancelled = reading.cancelRequested().cancelled("on request");

        assertThat(few.state().ended()).isTrue();
        assertThat(few.note()).contains("47 of 50");
        assertThat(few.error()).isEmpty();
        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(cancelled.cancelling()).isFalse();
    }

    /** Windows that earlier trainers recorded. */
    @Test
    void readsWhatEarlierTrainersWrote() throws Exception {
        Progress read = Json.mapper()
                .readValue(
                        "{\"id\":\"w\",\"line\":\"plain\",\"state\":\"failed\",\"step\":0,\"steps\":0,\"pairs\":0,\"replayed_pairs\":0,"
                                + "\"holdout_pairs\":0,\"error\":\"disk full\"}",
                        Progress.class);

        assertThat(read).isEqualTo(reading.failed("disk full"));
    }

    @Test
    void isJsonAsPublished() throws Exception {
        Progress progress = reading.training(20, 320, 80, 40).step(FIFTH, 500, 30);

        assertThat(Json.mapper().writeValueAsString(progress))
                .isEqualTo(
                        "{\"id\":\"w\",\"line\":\"plain\",\"state\":\"training\",\"cancelling\":false,\"step\":5,\"steps\":20,\"loss\":0.5,"
                                + "\"accuracy\":0.75,\"learning_rate\":1.0E-4,\"tokens_per_second\":500.0,\"seconds_left\":30.0,"
                                + "\"pairs\":320,\"replayed_pairs\":80,\"holdout_pairs\":40,\"set_aside\":{},\"notices\":[]}");
    }
}
