package dev.laurel.bench.series;

import java.nio.file.Path;
import java.util.Map;

import dev.laurel.reward.starter.StarterModel;
import dev.laurel.reward.text.FormattingProfile;

/**
 * The starter model that the lines of an experiment begin with.
 *
 * @param maxTokens the longest sequence in tokens; what is longer is cut
 * @param sizes replace numbers of its {@code config.json}
 */
public record BaseChoice(int maxTokens, Map<String, Integer> sizes) {

    private static final long SEED = 1;

    public BaseChoice(int maxTokens) {
        this(maxTokens, Map.of());
    }

    /** Writes it into a new directory. */
    public void write(Path directory) {
        StarterModel.write(directory, SEED, sizes);
        new FormattingProfile(FormattingProfile.load(directory).kind(), maxTokens).save(directory);
    }
}
