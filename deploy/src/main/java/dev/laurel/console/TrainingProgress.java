package dev.laurel.console;

import com.fasterxml.jackson.databind.JsonNode;
import me.tongfei.progressbar.ProgressBar;

/** A progress bar of a window in training, fed with the states the trainer reports. */
public final class TrainingProgress implements AutoCloseable {

    private final ProgressBar bar;

    public TrainingProgress(String task) {
        this.bar = Progress.bar(task, "steps", -1);
    }

    public void show(JsonNode window) {
        int steps = window.path("steps").asInt();
        if (steps > 0) {
            bar.maxHint(steps).stepTo(window.path("step").asInt());
        }
        if (window.path("state").asText().equals("training")) {
            bar.setExtraMessage("loss %.3f accuracy %.2f lr %.1e %,.0f tokens/s"
                    .formatted(
                            window.path("loss").asDouble(),
                            window.path("accuracy").asDouble(),
                            window.path("learning_rate").asDouble(),
                            window.path("tokens_per_second").asDouble()));
        } else {
            bar.setExtraMessage(window.path("state").asText());
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}
