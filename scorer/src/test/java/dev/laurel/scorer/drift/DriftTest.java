package dev.laurel.scorer.drift;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class DriftTest {

    @Test
    void isZeroWhereSharesAreEqual() {
        assertThat(Drift.between(new long[] {10, 20, 70}, new long[] {1, 2, 7})).isEqualTo(new Drift(0, 0));
    }

    /** Shares 0.5, 0.5 against 0.25, 0.75: PSI -0.25·ln(0.5) + 0.25·ln(1.5) = 0.1733 + 0.1014; KS |0.5 - 0.25|. */
    @Test
    void isAsComputedByHandInTwoBins() {
        Drift drift = Drift.between(new long[] {2, 2}, new long[] {1, 3});

        assertThat(drift.psi()).isEqualTo(0.25 * Math.log(3), within(1e-12));
        assertThat(drift.psi()).isEqualTo(0.27465, within(1e-5));
        assertThat(drift.ks()).isEqualTo(0.25, within(1e-12));
    }

    /** Cumulative 0.2, 0.5, 0.9, 1 against 0, 0.2, 0.7, 1: the largest difference is at the second edge. */
    @Test
    void takesTheLargestDifferenceOfTheDistributions() {
        assertThat(Drift.between(new long[] {2, 3, 4, 1}, new long[] {0, 2, 5, 3})
                        .ks())
                .isEqualTo(0.3, within(1e-12));
    }

    /** Twenty bins of a twentieth each become ten of a tenth: what moves within a tenth is not seen by the index. */
    @Test
    void drawsBinsTogetherUntilTheyHoldATenthOfTheReference() {
        long[] reference = new long[20];
        long[] current = new long[20];
        for (int bin = 0; bin < 20; bin++) {
            reference[bin] = 5;
            current[bin] = bin % 2 == 0 ? 10 : 0;
        }

        Drift drift = Drift.between(reference, current);

        assertThat(drift.psi()).isEqualTo(0, within(1e-12));
        assertThat(drift.ks()).isEqualTo(0.05, within(1e-12));
    }

    /** Where nothing of the reference was: (1 - 0.0001)·ln(1 / 0.0001), twice. */
    @Test
    void staysFiniteWhereABinIsEmpty() {
        Drift drift = Drift.between(new long[] {4, 0}, new long[] {0, 4});

        assertThat(drift.ks()).isEqualTo(1);
        assertThat(drift.psi()).isEqualTo(2 * (1 - 1e-4) * Math.log(1e4), within(1e-9));
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThatThrownBy(() -> Drift.between(new long[] {0, 0}, new long[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Drift.between(new long[] {1}, new long[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsInBinsThatReachFarEnough() {
        assertThat(Measure.REWARD.bin(-1e9)).isZero();
        assertThat(Measure.REWARD.bin(1e9)).isEqualTo(Measure.REWARD.bins() - 1);
        assertThat(Measure.REWARD.bin(0.05)).isEqualTo(Measure.REWARD.bin(0.0)).isNotEqualTo(Measure.REWARD.bin(-0.05));
        assertThat(Measure.LENGTH.bin(1)).isZero();
        assertThat(Measure.LENGTH.bin(2)).isEqualTo(4);
        assertThat(Measure.LENGTH.bin(1 << 30)).isEqualTo(Measure.LENGTH.bins() - 1);
    }

    @Test
    void holdsOneWindowAfterTheOtherAgainstTheFirstResponses() {
        DriftRules rules = new DriftRules("first", 2, 2, 0.25, 0.2);
        DriftWindow window = DriftWindow.empty("first");
        assertThat(add(window, rules, 0, 0)).isEmpty();

        assertThat(add(window, rules, 0, 0))
                .get()
                .extracting(drift -> drift.get(Measure.REWARD).ks())
                .isEqualTo(0.0);
        assertThat(add(window, rules, 3, 0))
                .get()
                .extracting(drift -> drift.get(Measure.REWARD).ks())
                .isEqualTo(0.5);
    }

    @Test
    void beginsAnewFromBytesThatAreNone() {
        byte[] window = DriftWindow.empty("first").encode();
        byte[] wrong = window.clone();
        wrong[window.length - 1] = 7; // a count of a response that never came
        for (byte[] bytes : new byte[][] {{}, {1}, {9, 9, 9}, Arrays.copyOf(window, window.length / 2), wrong}) {
            assertThat(DriftWindow.decode(bytes, "first").encode()).isEqualTo(window);
        }
    }

    @Test
    void goesOnFromItsBytesUnlessTheReferenceHasAnotherName() {
        DriftRules rules = new DriftRules("first", 2, 2, 0.25, 0.2);
        DriftWindow window = DriftWindow.empty("first");
        add(window, rules, 0, 0);
        window.add(new Sample("rich", 3, 10), rules);

        DriftWindow same = DriftWindow.decode(window.encode(), "first");
        DriftWindow anew = DriftWindow.decode(window.encode(), "second");

        assertThat(same.add(new Sample("rich", 3, 10), rules)).isPresent();
        assertThat(add(anew, rules, 3, 3)).isEmpty();
    }

    private static Optional<Map<Measure, Drift>> add(DriftWindow window, DriftRules rules, double... rewards) {
        Optional<Map<Measure, Drift>> last = Optional.empty();
        for (double reward : rewards) {
            last = window.add(new Sample("rich", reward, 10), rules);
        }
        return last;
    }
}
