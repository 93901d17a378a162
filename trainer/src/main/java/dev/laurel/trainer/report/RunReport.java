package dev.laurel.trainer.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.train.StepRecord;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * What there is to tell about a version when it is made: the page shows it, the JSON holds it.
 *
 * @param timing what the window's time went into, in shares
 * @param steps what each optimizer step was made of, in the order of the manifest's steps; empty where they are not recorded
 * @param lineage what the version descends from, its parent first
 */
public record RunReport(Manifest manifest, Totals totals, Timing timing, List<Mixture> steps, List<Ancestor> lineage) {

    /** The page's name inside a version's directory. */
    public static final String PAGE = "report.html";

    /** The JSON's. */
    public static final String JSON = "report.json";

    private static final ObjectMapper MAPPER = Json.mapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Pairs of one optimizer step: new ones, and those of earlier windows. */
    public record Mixture(int fresh, int replayed) {}

    /**
     * Sums over the run.
     *
     * @param pairs trained on, each counted as often as it was
     * @param tokens of both sides of them
     * @param tokensPerSecond while training
     */
    public record Totals(int steps, long pairs, long tokens, double tokensPerSecond) {

        static Totals of(Manifest manifest) {
            long tokens =
                    manifest.steps().stream().mapToLong(step -> step.tokens()).sum();
            double seconds = manifest.timings().steps();
            return new Totals(
                    manifest.steps().size(),
                    manifest.steps().stream().mapToLong(step -> step.pairs()).sum(),
                    tokens,
                    seconds > 0 ? tokens / seconds : 0);
        }
    }

    public RunReport {
        steps = List.copyOf(steps);
        lineage = List.copyOf(lineage);
    }

    /**
     * About a version that is about to be stored.
     *
     * @param steps its optimizer steps; none where it was trained elsewhere
     * @param stored manifests of the line's versions before it
     */
    public static RunReport of(Manifest manifest, List<StepRecord> steps, List<Manifest> stored) {
        List<Mixture> mixtures = steps.stream()
                .map(step -> new Mixture(step.pairs().size(), step.replayed().size()))
                .toList();
        return new RunReport(
                manifest, Totals.of(manifest), Timing.of(manifest.timings()), mixtures, Ancestor.of(manifest, stored));
    }

    /** Writes page and JSON into a directory. */
    public void write(Path directory) throws IOException {
        Files.write(directory.resolve(JSON), MAPPER.writeValueAsBytes(this));
        Files.writeString(directory.resolve(PAGE), Page.of(this), StandardCharsets.UTF_8);
    }
}
