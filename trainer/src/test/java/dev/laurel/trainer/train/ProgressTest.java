package dev.laurel.trainer.train;

import dev.laurel.reward.train.StepReport;
import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.train.Progress.Outcome;
import dev.laurel.trainer.train.Progress.State;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ProgressTest {

    private static final StepReport FIFTH = new StepReport(5, 0.5, 0.75, 1, 2, 1e-4, 1000, 16);
    private final Progress reading = Progress.reading("w", "plain");

    @Test
    void tellsWhatIsLeft() {
        Progress progress = reading.training(20, 320, 80, 40).step(FIFTH, 500, 2);

        assertThat(progress.tokensPerSecond()).contains(500.0);
        assertThat(progress.secondsLeft()).contains(30.0);
    }

    @Test
    void goesThroughItsStages() {
        Progress publishing = reading.training(20, 320, 80, 40)
                .step(FIFTH, 500, 2)
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
    void isJsonAsPublished() throws Exception {
        Progress progress = reading.training(20, 320, 80, 40).step(FIFTH, 500, 2);

        assertThat(Json.mapper().writeValueAsString(progress))
                .isEqualTo(
                        "{\"id\":\"w\",\"line\":\"plain\",\"state\":\"training\",\"step\":5,\"steps\":20,\"loss\":0.5,"
                                + "\"accuracy\":0.75,\"learning_rate\":1.0E-4,\"tokens_per_second\":500.0,\"seconds_left\":30.0,"
                                + "\"pairs\":320,\"replayed_pairs\":80,\"holdout_pairs\":40,\"notices\":[]}");
    }
}
