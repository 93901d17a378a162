package dev.laurel.trainer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import dev.laurel.reward.evaluate.Temperature;
import dev.laurel.service.metrics.Meters;
import dev.laurel.trainer.promotion.Judgement;
import dev.laurel.trainer.promotion.Judgement.Standing;

/** Meters of the latest judgement of every line: what {@code champion} and {@code challenger} reached on the hold-out. Safe for many threads. */
final class HoldOutMetrics {

    private static final String PREFIX = "laurel.trainer.holdout.";
    private static final Map<String, ToDoubleFunction<Standing>> FIGURES = Map.of(
            "accuracy", standing -> standing.evaluation().accuracy(),
            "loss", standing -> standing.evaluation().loss(),
            "calibration.error", standing -> standing.calibration().error(),
            "brier", standing -> standing.calibration().brier(),
            "temperature",
                    standing -> standing.temperature().map(Temperature::value).orElse(Double.NaN),
            "reward.mean", standing -> standing.evaluation().rewardMean(),
            "reward.std", standing -> standing.evaluation().rewardStd(),
            "length.correlation", standing -> standing.length().correlation(),
            "longer.preferred", standing -> standing.length().longerPreferred(),
            "shorter.accuracy",
                    standing -> standing.length().shorter().accuracy().orElse(Double.NaN));

    private final Meters meters;
    private final Map<String, Judgement> latest = new ConcurrentHashMap<>();

    HoldOutMetrics(Meters meters) {
        this.meters = meters;
    }

    void judged(String line, Judgement judgement) {
        if (latest.put(line, judgement) != null) {
            return;
        }
        gauges(line, "champion", Judgement::champion);
        gauges(line, "challenger", Judgement::challenger);
        meters.gauge(
                PREFIX + "pairs",
                "Held-out pairs that the latest version was judged on",
                () -> latest.get(line).pairs(),
                TrainerMetrics.LINE,
                line);
    }

    private void gauges(String line, String model, Function<Judgement, Standing> which) {
        FIGURES.forEach((name, figure) -> meters.gauge(
                PREFIX + name,
                "Of champion and challenger when the latest version was judged, on the hold-out of all windows",
                () -> figure.applyAsDouble(which.apply(latest.get(line))),
                TrainerMetrics.LINE,
                line,
                "model",
                model));
    }
}
