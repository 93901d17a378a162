package dev.laurel.reward.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.laurel.reward.evaluate.Calibration.Bin;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

class CalibrationTest {

    private static final double LOG_3 = Math.log(3); // σ(log 3) = 0.75
    private static final double LOG_9 = Math.log(9); // σ(log 9) = 0.9

    /** Ten pairs at confidence 0.75 of which six are right, ten at 0.9 of which all are: 0.5 · 0.15 + 0.5 · 0.1. */
    @Test
    void errorIsTheMeanDistanceOfAccuracyAndConfidence() {
        Calibration calibration = Calibration.of(join(margins(LOG_3, 6, 4), margins(LOG_9, 10, 0)));

        assertThat(calibration.error()).isCloseTo(0.125, offset(1e-6));
        assertThat(calibration.bins()).hasSize(10);
        assertThat(calibration.bins().stream().mapToInt(Bin::pairs).sum()).isEqualTo(20);
        Bin atThreeQuarters = calibration.bins().stream()
                .filter(bin -> Math.abs(bin.confidence() - 0.75) < 1e-6)
                .findFirst()
                .orElseThrow();
        assertThat(atThreeQuarters.accuracy()).isEqualTo(0.6);
        assertThat(atThreeQuarters.pairs()).isEqualTo(10);
    }

    /** (1 − 0.75)² for each right pair and (1 − 0.25)² for each wrong one. */
    @Test
    void brierIsTheMeanSquaredDistanceFromOne() {
        assertThat(Calibration.of(margins(LOG_3, 6, 4)).brier()).isCloseTo(0.6 * 0.0625 + 0.4 * 0.5625, offset(1e-7));
        assertThat(Calibration.of(margins(0, 1, 0)).brier()).isEqualTo(0.25);
    }

    /** With one margin m and a share q of right pairs the loss is least where σ(m / t) = q, that is t = m / log(q / (1 − q)). */
    @Test
    void temperatureBringsConfidenceToAccuracy() {
        assertThat(Calibration.of(margins(LOG_3, 75, 25)).temperature()).isCloseTo(1, offset(1e-6));
        assertThat(Calibration.of(margins(2 * LOG_3, 75, 25)).temperature()).isCloseTo(2, offset(1e-6));
        assertThat(Calibration.of(margins(LOG_3, 90, 10)).temperature()).isCloseTo(0.5, offset(1e-6));
    }

    @Test
    void temperatureStaysInItsRange() {
        assertThat(Calibration.of(margins(LOG_3, 10, 0)).temperature()).isCloseTo(Calibration.COLDEST, offset(1e-6));
        assertThat(Calibration.of(margins(LOG_3, 40, 60)).temperature()).isCloseTo(Calibration.HOTTEST, offset(1e-6));
    }

    @Test
    void aTieIsHalfRightAtConfidenceOneHalf() {
        assertThat(Calibration.of(margins(0, 4, 0)).error()).isZero();
    }

    @Test
    void theSurestPairsAreInTheLastBin() {
        assertThat(Calibration.of(margins(80, 3, 0)).bins().get(9).pairs()).isEqualTo(3);
    }

    private static List<PairScore> margins(double margin, int right, int wrong) {
        return join(
                Collections.nCopies(right, new PairScore((float) margin, 0)),
                Collections.nCopies(wrong, new PairScore(0, (float) margin)));
    }

    private static List<PairScore> join(List<PairScore> some, List<PairScore> others) {
        List<PairScore> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
