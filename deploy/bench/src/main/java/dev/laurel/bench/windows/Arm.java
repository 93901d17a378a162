package dev.laurel.bench.windows;

import java.util.Map;

/** A way to train a series of windows. */
public enum Arm {
    /** Each version from the one before, earlier pairs mixed in, as the trainer does by default. */
    REPLAY("with replay"),
    /** Each version from the one before, on the new pairs alone. */
    ALONE("without replay"),
    /** Each version from the base model, on all pairs so far. */
    FULL("full retraining");

    private final String label;

    Arm(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    Map<String, String> settings() {
        return this == REPLAY ? Map.of() : Map.of("laurel.trainer.replay.share", "0");
    }

    /** The line that trains a window; full retraining begins a new one each time, which reads the topic from its beginning. */
    String line(int window) {
        return this == FULL ? "full-" + window : "night";
    }
}
