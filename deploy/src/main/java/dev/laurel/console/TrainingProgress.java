package dev.laurel.console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import dev.laurel.reward.train.StepReport;

import com.fasterxml.jackson.databind.JsonNode;
import me.tongfei.progressbar.ProgressBar;

/** A progress bar of a training, fed with the states that the trainer reports, or with every step. For one thread. */
public final class TrainingProgress implements AutoCloseable {

    /** Steps that loss, accuracy and margin are the mean of; those of a single small batch jump. */
    private static final int RECENT = 25;

    private final ProgressBar bar;
    /** What a window in training may tell, and how it is shown. */
    private static final List<Map.Entry<String, String>> FIGURES = List.of(
            Map.entry("loss", "loss %.3f"),
            Map.entry("accuracy", "accuracy %.2f"),
            Map.entry("learning_rate", "lr %.1e"),
            Map.entry("tokens_per_second", "%,.0f tokens/s"));

    private final Deque<StepReport> recent = new ArrayDeque<>();
    private final long startedAt = System.nanoTime();
    private long tokens;

    public TrainingProgress(String task) {
        this(task, -1);
    }

    /** @param steps optimizer steps to take; −1 if not known yet */
    public TrainingProgress(String task, long steps) {
        this.bar = Progress.bar(task, "steps", steps);
    }

    /** A window in training, as the trainer reports it. */
    public void show(JsonNode window) {
        int steps = window.path("steps").asInt();
        if (steps > 0) {
            bar.maxHint(steps).stepTo(window.path("step").asInt());
        }
        if (window.path("state").asText().equals("training")) {
            bar.setExtraMessage(FIGURES.stream()
                    .filter(figure -> window.has(figure.getKey()))
                    .map(figure -> figure.getValue()
                            .formatted(window.path(figure.getKey()).asDouble()))
                    .collect(Collectors.joining(" ")));
        } else {
            bar.setExtraMessage(window.path("state").asText());
        }
    }

    /** A step that was taken. */
    public void show(StepReport report) {
        tokens += report.tokens();
        recent.addLast(report);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        bar.stepTo(report.step());
        bar.setExtraMessage("loss %.3f accuracy %.2f margin %+.2f %,.0f tokens/s lr %.1e"
                .formatted(
                        mean(StepReport::loss),
                        mean(StepReport::accuracy),
                        mean(StepReport::margin),
                        tokensPerSecond(),
                        report.learningRate()));
    }

    private double mean(ToDoubleFunction<StepReport> figure) {
        return recent.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** Tokens trained on since the beginning, in a second. */
    public double tokensPerSecond() {
        return tokens / (elapsed().toNanos() / 1e9);
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    @Override
    public void close() {
        bar.close();
    }
}
