package dev.laurel.trainer.train;

import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.reward.train.StepReport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PaceTest {

    private static final long SECOND = 1_000_000_000;
    private static final Progress TRAINING = Progress.reading("w", "plain").training(3, 3, 0, 1);

    /** Reading and loading took an hour; what is left is a matter of the steps. */
    @Test
    void nothingBeforeTheFirstStepCounts() {
        Pace pace = new Pace(batches(3), pairs(100, 100, 100));
        pace.begin(3600 * SECOND);

        Progress first = pace.after(report(1, 100), 3610 * SECOND).apply(TRAINING);

        assertThat(first.secondsLeft().orElseThrow()).isCloseTo(20, within(1e-6));
    }

    /** The first step warms up, and steps are as long as their texts. */
    @Test
    void goesByTokensAndNotByTheFirstStep() {
        Pace pace = new Pace(batches(3), pairs(100, 100, 400));
        pace.begin(0);
        pace.after(report(1, 100), 60 * SECOND);

        Progress second = pace.after(report(2, 100), 62 * SECOND).apply(TRAINING);

        assertThat(second.tokensPerSecond()).contains(50.0);
        assertThat(second.secondsLeft().orElseThrow()).isCloseTo(8, within(1e-6));
    }

    private static List<List<Integer>> batches(int steps) {
        return IntStream.range(0, steps).mapToObj(List::of).toList();
    }

    /** Of so many tokens each, half of them on each side. */
    private static List<EncodedPair> pairs(int... tokens) {
        return IntStream.of(tokens)
                .mapToObj(each -> new EncodedPair(side(each / 2, 1), side(each / 2, 2), 0, 1))
                .toList();
    }

    private static TokenSequence side(int tokens, int id) {
        return new TokenSequence(IntStream.generate(() -> id).limit(tokens).toArray(), false);
    }

    private static StepReport report(int step, int tokens) {
        return new StepReport(step, 0.5, 0.75, 1, 2, 1e-4, tokens, 1);
    }
}
