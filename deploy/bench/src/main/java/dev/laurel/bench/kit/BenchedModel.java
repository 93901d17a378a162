package dev.laurel.bench.kit;

import java.nio.file.Path;

import picocli.CommandLine.Option;

/** The model that a measurement uses: random weights of a shape, or a directory. */
public final class BenchedModel {

    private static final int SEED = 1;
    private static final int MAX_TOKENS = 2048;

    @Option(
            names = "--shape",
            defaultValue = "starter",
            description = "Random weights of a Qwen2 shape: starter, 27m or qwen2-0.5b. Default: ${DEFAULT-VALUE}")
    private String shape;

    @Option(names = "--model", paramLabel = "DIR", description = "A model directory instead.")
    private Path directory;

    /** @throws IllegalArgumentException if there is no such shape */
    public BenchModel open() {
        return directory != null
                ? BenchModel.at(directory)
                : BenchModel.random(NetworkShape.named(shape), SEED, MAX_TOKENS);
    }
}
