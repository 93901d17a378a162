package dev.laurel.trainer.promotion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.Temperature;
import dev.laurel.trainer.promotion.Judgement.Anchors;
import dev.laurel.trainer.promotion.Judgement.Longer;
import dev.laurel.trainer.promotion.Judgement.Slice;

/** One of the gate's rules: what it finds in a judgement, nothing where it does not apply. */
sealed interface Rule {

    Stream<Finding> findings(Judgement judgement);

    /** Rewards are numbers, and not all the same. */
    record Rewards() implements Rule {

        @Override
        public Stream<Finding> findings(Judgement judgement) {
            Evaluation challenger = judgement.challenger().evaluation();
            double spread = challenger.rewardStd();
            boolean numbers = Double.isFinite(challenger.loss()) && Double.isFinite(challenger.rewardMean());
            return Stream.of(new Finding(
                    "rewards",
                    "standard deviation of the rewards",
                    spread,
                    0,
                    Optional.empty(),
                    numbers && spread > 0));
        }
    }

    /**
     * The challenger is not worse by more than the margin, shown by the lower bound of the difference (a test of non-inferiority): too few prompts make the
     * interval wide, and then nothing is shown. The best version before counts too, so that small losses do not add up.
     */
    record Accuracy(double margin) implements Rule {

        @Override
        public Stream<Finding> findings(Judgement judgement) {
            return Stream.concat(
                    Stream.of(finding("accuracy", judgement.rivalName(), judgement.difference())),
                    judgement.best().stream()
                            .map(best -> finding("accuracy_of_best", "version " + best.version(), best.difference())));
        }

        private Finding finding(String rule, String rival, Interval difference) {
            return new Finding(
                    rule,
                    "accuracy beside that of " + rival,
                    difference.mean(),
                    -margin,
                    Optional.of(difference),
                    difference.low() >= -margin);
        }
    }

    /** No slice with prompts enough has become worse by more than the limit and more than chance explains, all slices looked at together. */
    record Slices(double limit) implements Rule {

        @Override
        public Stream<Finding> findings(Judgement judgement) {
            return judgement.rival().isEmpty()
                    ? Stream.empty()
                    : judgement.slices().stream().filter(Slice::counts).map(this::finding);
        }

        private Finding finding(Slice slice) {
            Interval difference = slice.difference();
            return new Finding(
                    "slice",
                    "accuracy on " + slice.by() + " " + slice.name(),
                    difference.mean(),
                    -limit,
                    Optional.of(difference),
                    difference.mean() >= -limit || difference.high() >= 0);
        }
    }

    /** The expected calibration error has not grown, where the hold-out has prompts enough to say. */
    record Calibration(double limit) implements Rule {

        @Override
        public Stream<Finding> findings(Judgement judgement) {
            return judgement.drift().stream()
                    .filter(drift -> judgement.prompts() >= Temperature.LEAST_PROMPTS)
                    .map(drift -> grown("calibration", "expected calibration error", drift.calibrationError(), limit));
        }
    }

    /** The challenger has not learned to go by length. */
    record Length(double shorter, double longer) implements Rule {

        @Override
        public Stream<Finding> findings(Judgement judgement) {
            return judgement.drift().stream()
                    .flatMap(drift -> Stream.concat(
                            drift.shorterAccuracy().stream().map(this::shorter),
                            drift.longerPreferred().stream().map(this::longer)));
        }

        private Finding shorter(Interval difference) {
            return new Finding(
                    "shorter_chosen",
                    "accuracy where the shorter answer was chosen",
                    difference.mean(),
                    -shorter,
                    Optional.of(difference),
                    difference.mean() >= -shorter || difference.high() >= 0);
        }

        private Finding longer(Longer preferred) {
            double beyondPeople = preferred.challenger() - preferred.people();
            return new Finding(
                    "longer_preferred",
                    "preference of the longer answer beyond that of people",
                    beyondPeople,
                    longer,
                    Optional.empty(),
                    beyondPeople <= longer || preferred.growth().low() <= 0);
        }
    }

    /**
     * The rewards of the anchors have not run away, collapsed or turned round, which a map of two numbers could not mend. That they spread is no fault: a
     * young line does so while it learns, and {@link Calibration} looks after those that spread too far.
     */
    record AnchorScale(double shift, double spread, double agreement) implements Rule {

        @Override
        public Stream<Finding> findings(Judgement judgement) {
            boolean better =
                    judgement.difference().low() > 0; // where the champion was wrong, turning its order round is right
            return judgement.drift().flatMap(Judgement.Drift::anchors).stream()
                    .flatMap(anchors -> findings(anchors, better));
        }

        private Stream<Finding> findings(Anchors anchors, boolean better) {
            double before = anchors.champion().std();
            double after = anchors.challenger().std();
            double moved =
                    Math.abs(anchors.challenger().mean() - anchors.champion().mean()) / Math.max(before, after);
            double shrunk = before / after;
            return Stream.of(
                    finding("anchor_shift", "shift of the anchors in deviations", moved, shift, moved <= shift),
                    finding(
                            "anchor_spread",
                            "factor that the anchors' spread shrank by",
                            shrunk,
                            spread,
                            shrunk <= spread),
                    finding(
                            "anchor_agreement",
                            "rank correlation on the anchors",
                            anchors.agreement(),
                            agreement,
                            anchors.agreement() >= agreement || better));
        }

        private static Finding finding(String rule, String about, double figure, double limit, boolean passed) {
            return new Finding(rule, about, figure, limit, Optional.empty(), passed);
        }
    }

    /** At the active thresholds few verdicts turn from right to wrong. */
    record Verdicts(double limit) implements Rule {

        @Override
        public Stream<Finding> findings(Judgement judgement) {
            return judgement.drift().stream()
                    .flatMap(drift -> drift.verdicts().stream())
                    .map(verdicts -> new Finding(
                            "verdicts",
                            "share of verdicts turned wrong at threshold " + verdicts.threshold(),
                            verdicts.wrong().mean(),
                            limit,
                            Optional.of(verdicts.wrong()),
                            verdicts.wrong().low() <= limit));
        }
    }

    private static Finding grown(String rule, String about, Interval growth, double limit) {
        return new Finding(
                rule,
                "growth of the " + about,
                growth.mean(),
                limit,
                Optional.of(growth),
                growth.mean() <= limit || growth.low() <= 0);
    }

    /** All of them, in the order in which their findings are told. */
    static List<Rule> all(Limits limits) {
        return List.of(
                new Accuracy(limits.margin()),
                new Slices(limits.slice()),
                new Length(limits.shorter(), limits.longer()),
                new Calibration(limits.calibration()),
                new AnchorScale(limits.anchorShift(), limits.anchorSpread(), limits.anchorAgreement()),
                new Verdicts(limits.verdicts()));
    }
}
