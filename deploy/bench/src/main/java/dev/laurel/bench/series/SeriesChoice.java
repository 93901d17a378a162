package dev.laurel.bench.series;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine.Option;

/** What experiments on series of windows have in common. */
public final class SeriesChoice {

    @Option(
            names = "--cut",
            paramLabel = "TOKENS",
            defaultValue = "256",
            description = "Longest sequence; what is longer is cut. Default: ${DEFAULT-VALUE}")
    private int maxTokens;

    @Option(
            names = "--trainer",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting of the trainer, for example laurel.trainer.training.epochs=2. Several are possible.")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Keep topics, models and logs in this new directory. Default: a temporary one, removed at the end")
    private Path data;

    public int maxTokens() {
        return maxTokens;
    }

    public Map<String, String> settings() {
        return settings;
    }

    public Optional<Path> data() {
        return Optional.ofNullable(data);
    }
}
