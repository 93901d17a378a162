package dev.laurel.bench.soak;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.laurel.command.console.Findings;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a soak came to.
 *
 * @param wrong scores that differ from what their version is known to give by more than 1e-5
 * @param largestDifference over all scores
 * @param retried scorings that met a closed model and took the next
 * @param resident memory of the process over the run; empty where the system does not tell
 */
public record SoakReport(
        SoakOptions options,
        double seconds,
        int scored,
        int wrong,
        double largestDifference,
        long retried,
        List<Growth.Sample> resident)
        implements Findings {

    /** Growth in percent from which a soak has failed. */
    static final double TOO_MUCH = 2;

    private static final double MIB = 1 << 20;

    public SoakReport {
        resident = List.copyOf(resident);
    }

    public Optional<Growth> growth() {
        return resident.isEmpty() ? Optional.empty() : Optional.of(Growth.of(resident));
    }

    /** Whether no score was wrong and memory stayed, as far as it is known. */
    @Override
    public boolean isSound() {
        return wrong == 0
                && scored == options.scores()
                && growth().map(Growth::judged).orElse(0.0) < TOO_MUCH;
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%,d training steps and %,d scores from %d threads under %d replacements in %.0f s: %s.%n",
                options.steps(),
                scored,
                options.threads(),
                options.replacements(),
                seconds,
                isSound() ? "sound" : "NOT SOUND"));
        text.append(String.format(
                Locale.ROOT,
                "%d wrong scores; the largest difference is %.1e. %d scorings met a closed model and took the next.%n",
                wrong,
                largestDifference,
                retried));
        text.append(growth().map(this::memory).orElse("resident memory: not measured, this system does not tell\n"));
        return text.toString();
    }

    private String memory(Growth growth) {
        StringBuilder curve = new StringBuilder();
        for (int percent = 10; percent <= 100; percent += 10) {
            curve.append(String.format(Locale.ROOT, "  %d %%: %.1f", percent, at(percent / 100.0) / MIB));
        }
        return String.format(
                Locale.ROOT,
                "resident memory, MiB:%s%n"
                        + "growth from 20 %% to the end: %+.2f %% (medians), %+.2f %% (least squares), %+.2f %% (first and last)%n",
                curve,
                growth.medians(),
                growth.leastSquares(),
                growth.plain());
    }

    private long at(double done) {
        return resident.stream()
                .filter(sample -> sample.done() >= done)
                .findFirst()
                .orElse(resident.get(resident.size() - 1))
                .bytes();
    }

    @Override
    public ObjectNode json() {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        ObjectNode json = mapper.createObjectNode()
                .put("sound", isSound())
                .put("seconds", seconds)
                .put("steps", options.steps())
                .put("scored", scored)
                .put("threads", options.threads())
                .put("replacements", options.replacements())
                .put("wrong", wrong)
                .put("largest_difference", largestDifference)
                .put("retried", retried);
        growth().ifPresent(growth -> json.set("growth_percent", mapper.valueToTree(growth)));
        json.set("resident", mapper.valueToTree(resident));
        return json;
    }
}
