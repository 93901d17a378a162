package dev.laurel.bench.series;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.laurel.command.option.EngineChoice;

import picocli.CommandLine.Mixin;
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

    @Mixin
    private EngineChoice engine;

    /** @throws IllegalArgumentException naming a value that is out of range */
    public SeriesSetup setup() {
        return new SeriesSetup(new BaseChoice(maxTokens), engine.options(), settings, Optional.ofNullable(data));
    }
}
