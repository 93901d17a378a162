package dev.laurel.bench.windows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import dev.laurel.bench.windows.Curriculum.Night;
import dev.laurel.bench.windows.Exam.Question;
import dev.laurel.command.console.Findings;
import dev.laurel.reward.evaluate.Bootstrap.Interval;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the ways to train came to, window by window. All intervals are of 95 %, over prompts. */
public final class WindowsReport implements Findings {

    private final WindowsOptions options;
    private final List<Row> rows;
    private final List<Difference> differences;
    private final List<String> sources;
    private final Optional<Stability> stability;

    /**
     * One version of one arm.
     *
     * @param window from 1
     * @param brought the source of the window's pairs
     * @param tokens trained on for this version; {@code allTokens} for all versions of the arm so far
     * @param accuracy on all held-out pairs that count by then, by source, and {@code all} of them
     * @param promoted what the gate decided, whose {@code reason} it is
     */
    public record Row(
            Arm arm,
            int window,
            String brought,
            long tokens,
            long allTokens,
            double seconds,
            Map<String, Interval> accuracy,
            boolean promoted,
            String reason) {}

    /**
     * At the last window, an arm's accuracy less that of full retraining, paired.
     *
     * @param source or {@code all}
     */
    public record Difference(Arm arm, String source, int pairs, Interval difference) {}

    /** What stands for all sources together. */
    static final String ALL = "all";

    WindowsReport(
            WindowsOptions options,
            Curriculum curriculum,
            Exam exam,
            Map<Arm, List<Reading>> readings,
            List<Integer> standing) {
        this.options = options;
        this.sources = curriculum.sources();
        this.rows = new ArrayList<>();
        this.differences = new ArrayList<>();
        readings.forEach((arm, versions) -> rows.addAll(rows(arm, curriculum.nights(), exam, versions)));
        List<Reading> full = readings.getOrDefault(Arm.FULL, List.of());
        if (!full.isEmpty() && last(full).window() == options.plan().size()) {
            readings.forEach((arm, versions) -> {
                if (arm != Arm.FULL) {
                    differences.addAll(differences(arm, exam, last(versions), last(full)));
                }
            });
        }
        this.stability = standing.isEmpty() || !readings.containsKey(Arm.REPLAY)
                ? Optional.empty()
                : Optional.of(Stability.of(readings.get(Arm.REPLAY), standing, options.thresholds()));
    }

    private List<Row> rows(Arm arm, List<Night> nights, Exam exam, List<Reading> versions) {
        List<Row> found = new ArrayList<>();
        long tokens = 0;
        for (Reading version : versions) {
            tokens += version.tokens();
            int window = version.window();
            found.add(new Row(
                    arm,
                    window,
                    nights.get(window - 1).source(),
                    version.tokens(),
                    tokens,
                    version.trained().seconds(),
                    accuracy(exam, version, window),
                    version.trained().promoted(),
                    version.trained().reason()));
        }
        return found;
    }

    private Map<String, Interval> accuracy(Exam exam, Reading version, int window) {
        Map<String, Interval> accuracy = new LinkedHashMap<>();
        slices().forEach((source, slice) -> exam.accuracy(
                        version.exam(), question -> question.window() <= window && slice.test(question))
                .ifPresent(interval -> accuracy.put(source, interval)));
        return accuracy;
    }

    private List<Difference> differences(Arm arm, Exam exam, Reading version, Reading full) {
        List<Difference> found = new ArrayList<>();
        slices().forEach((source, slice) -> exam.difference(version.exam(), full.exam(), slice)
                .ifPresent(interval -> found.add(new Difference(arm, source, exam.size(slice), interval))));
        return found;
    }

    private Map<String, Predicate<Question>> slices() {
        Map<String, Predicate<Question>> slices = new LinkedHashMap<>();
        slices.put(ALL, question -> true);
        sources.forEach(
                source -> slices.put(source, question -> question.source().equals(source)));
        return slices;
    }

    private static Reading last(List<Reading> versions) {
        return versions.get(versions.size() - 1);
    }

    WindowsOptions options() {
        return options;
    }

    List<String> sources() {
        return sources;
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    public List<Difference> differences() {
        return List.copyOf(differences);
    }

    /** How steady the rewards of the arm with replay are, if responses were followed. */
    public Optional<Stability> stability() {
        return stability;
    }

    @Override
    public String text() {
        return WindowsText.of(this);
    }

    @Override
    public ObjectNode json() {
        return WindowsJson.of(this);
    }
}
