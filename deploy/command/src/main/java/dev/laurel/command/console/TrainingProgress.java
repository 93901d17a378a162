package dev.laurel.command.console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import dev.laurel.command.client.TrainerClient;
import dev.laurel.reward.train.StepReport;

import com.fasterxml.jackson.databind.JsonNode;
import me.tongfei.progressbar.ProgressBar;

/**
 * Progress of a training, fed with the states that the trainer reports, or with every step. Each stage has a bar and a time of its own, so that what is left
 * of the steps is told by steps alone. For one thread.
 */
public final class TrainingProgress implements AutoCloseable {

    /** Steps that loss, accuracy and margin are the mean of; those of a single small batch jump. */
    private static final int RECENT = 25;

    /** What a window in training may tell, and how it is shown. */
    private static final List<Map.Entry<String, String>> FIGURES = List.of(
            Map.entry("loss", "loss %.3f"),
            Map.entry("accuracy", "accuracy %.2f"),
            Map.entry("learning_rate", "lr %.1e"),
            Map.entry("tokens_per_second", "%,.0f tokens/s"));

    private final String task;
    private final Stages stages;
    private final Deque<StepReport> recent = new ArrayDeque<>();
    private final long startedAt = System.nanoTime();
    private Optional<ProgressBar> bar = Optional.empty();
    private String stage = "";
    private long tokens;

    /** Begins a bar for a stage: its name, and how many steps it takes, −1 if it has none. */
    @FunctionalInterface
    interface Stages {
        ProgressBar begin(String name, long steps);
    }

    public TrainingProgress(String task) {
        this(task, Progress::stage);
    }

    /** @param steps optimizer steps to take */
    public TrainingProgress(String task, long steps) {
        this(task, Progress::stage);
        bar = Optional.of(Progress.bar(task, "steps", steps));
    }

    TrainingProgress(String task, Stages stages) {
        this.task = task;
        this.stages = stages;
    }

    /** A window in training, as the trainer reports it. */
    public void show(JsonNode window) {
        String state = window.path("state").asText();
        long steps = window.path("steps").asLong();
        boolean training = state.equals("training") && steps > 0;
        if (!state.equals(stage)) {
            stage = state;
            close();
            bar = TrainerClient.ended(window)
                    ? Optional.empty()
                    : Optional.of(stages.begin(task + ": " + state.replace('_', ' '), training ? steps : -1));
        }
        if (training) {
            bar.ifPresent(
                    shown -> shown.maxHint(steps).stepTo(window.path("step").asLong()));
        }
        String figures = FIGURES.stream()
                .filter(figure -> training && window.has(figure.getKey()))
                .map(figure ->
                        figure.getValue().formatted(window.path(figure.getKey()).asDouble()))
                .collect(Collectors.joining(" "));
        bar.ifPresent(shown -> shown.setExtraMessage(figures));
    }

    /** A step that was taken. */
    public void show(StepReport report) {
        tokens += report.tokens();
        recent.addLast(report);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        ProgressBar shown = bar.orElseThrow();
        shown.stepTo(report.step());
        shown.setExtraMessage("loss %.3f accuracy %.2f margin %+.2f %,.0f tokens/s lr %.1e"
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
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
