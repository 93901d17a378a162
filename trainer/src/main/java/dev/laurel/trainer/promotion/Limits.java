package dev.laurel.trainer.promotion;

/**
 * How much worse or different a challenger may be. All are shares but the last three. A difference counts as shown where its interval leaves zero out.
 *
 * @param margin loss of accuracy that is put up with, against the champion and the best version before it: 0.05 is five points
 * @param slice loss of accuracy on a slice, if it is shown
 * @param calibration growth of the expected calibration error, if it is shown
 * @param shorter loss of accuracy where the shorter answer was chosen, if it is shown
 * @param longer how much more often than people the challenger may prefer the longer answer, if it is shown to do so more often than the champion
 * @param verdicts held-out answers whose verdict at an active threshold turns from right to wrong, if more are shown
 * @param anchorShift change of the anchors' mean reward, in standard deviations of the model that spreads them more
 * @param anchorSpread factor by which the anchors' standard deviation may shrink
 * @param anchorAgreement least rank correlation of both models' rewards of the anchors, unless the challenger is shown to be the better one
 */
public record Limits(
        double margin,
        double slice,
        double calibration,
        double shorter,
        double longer,
        double verdicts,
        double anchorShift,
        double anchorSpread,
        double anchorAgreement) {

    public static final Limits DEFAULT = new Limits(0.05, 0.1, 0.1, 0.1, 0.1, 0.1, 4, 4, 0.2);

    public Limits {
        share("margin of the gate", margin);
        share("loss on a slice", slice);
        share("growth of the calibration error", calibration);
        share("loss where the shorter answer was chosen", shorter);
        share("preference of the longer answer", longer);
        share("share of wrong verdicts", verdicts);
        if (!(anchorShift >= 0)) {
            throw new IllegalArgumentException("shift of the anchors below 0: " + anchorShift);
        }
        if (!(anchorSpread >= 1)) {
            throw new IllegalArgumentException("factor of the anchors' spread below 1: " + anchorSpread);
        }
        if (!(anchorAgreement >= -1 && anchorAgreement <= 1)) {
            throw new IllegalArgumentException("agreement on the anchors outside [-1, 1]: " + anchorAgreement);
        }
    }

    private static void share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " outside [0, 1]: " + value);
        }
    }
}
