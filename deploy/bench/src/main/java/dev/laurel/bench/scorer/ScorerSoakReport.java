package dev.laurel.bench.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import dev.laurel.bench.soak.Growth;
import dev.laurel.command.console.Findings;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a soak of a scorer came to.
 *
 * @param saturation responses a second that it can take
 * @param rate responses a second that came
 */
public record ScorerSoakReport(String model, double saturation, double rate, List<SoakSample> samples)
        implements Findings {

    /** Growth of memory in percent from which a soak has failed. */
    private static final double TOO_MUCH = 5;

    /** Seconds of traffic that may be uncommitted at the end: more is a lag that the scorer does not catch up with. */
    private static final double LONGEST_LAG = 5;

    private static final double MIB = 1 << 20;

    public ScorerSoakReport {
        samples = List.copyOf(samples);
    }

    public Growth memory() {
        List<Growth.Sample> memory = new ArrayList<>();
        double all = last().seconds();
        samples.forEach(sample -> memory.add(new Growth.Sample(sample.seconds() / all, sample.resident())));
        return Growth.of(memory);
    }

    private SoakSample last() {
        return samples.get(samples.size() - 1);
    }

    /** Median of a figure in a part of the soak, its beginning and its end given as shares. */
    double median(ToDoubleFunction<SoakSample> figure, double from, double to) {
        double all = last().seconds();
        List<Double> values = samples.stream()
                .filter(sample -> sample.seconds() >= from * all && sample.seconds() <= to * all)
                .map(figure::applyAsDouble)
                .sorted()
                .toList();
        return Quantiles.of(values, 0.5);
    }

    /** Whether memory stayed and the scorer kept up. */
    @Override
    public boolean isSound() {
        return memory().judged() < TOO_MUCH && median(SoakSample::lag, 0.85, 1) <= LONGEST_LAG * rate;
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %.1f responses/s for %.0f minutes, %.0f %% of the %.1f that it can take: %s%n",
                model,
                rate,
                last().seconds() / 60,
                100 * rate / saturation,
                saturation,
                isSound() ? "sound" : "NOT SOUND"));
        text.append(String.format(
                Locale.ROOT, "%-16s%14s%12s%12s%12s%n", "part of it", "resident MiB", "p50 ms", "p99 ms", "lag"));
        for (double from = 0; from < 0.95; from += 0.1) {
            text.append(String.format(
                    Locale.ROOT,
                    "%3.0f to %3.0f %%    %14.1f%12.0f%12.0f%12.0f%n",
                    100 * from,
                    100 * from + 10,
                    median(SoakSample::resident, from, from + 0.1) / MIB,
                    median(SoakSample::p50, from, from + 0.1),
                    median(SoakSample::p99, from, from + 0.1),
                    median(SoakSample::lag, from, from + 0.1)));
        }
        Growth growth = memory();
        return text.append(String.format(
                        Locale.ROOT,
                        "memory from 20 %% to the end: %+.2f %% (medians), %+.2f %% (least squares)%n",
                        growth.medians(),
                        growth.leastSquares()))
                .toString();
    }

    @Override
    public ObjectNode json() {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        ObjectNode json = mapper.createObjectNode()
                .put("sound", isSound())
                .put("model", model)
                .put("saturation", saturation)
                .put("rate", rate);
        json.set("memory_growth_percent", mapper.valueToTree(memory()));
        json.set("samples", mapper.valueToTree(samples));
        return json;
    }

    /** The soak as a picture, in SVG. */
    public String plot() {
        return new TimePlot(
                        "Scorer under %.0f %% load, %.1f responses/s".formatted(100 * rate / saturation, rate),
                        samples.stream().map(SoakSample::seconds).toList(),
                        List.of(
                                new TimePlot.Panel(
                                        "Resident memory, MiB", List.of(line("", sample -> sample.resident() / MIB))),
                                new TimePlot.Panel(
                                        "Latency, ms",
                                        List.of(line("p50", SoakSample::p50), line("p99", SoakSample::p99))),
                                new TimePlot.Panel("Lag, records", List.of(line("", SoakSample::lag)))))
                .svg();
    }

    private TimePlot.Line line(String name, ToDoubleFunction<SoakSample> figure) {
        return new TimePlot.Line(
                name, samples.stream().map(figure::applyAsDouble).toList());
    }
}
