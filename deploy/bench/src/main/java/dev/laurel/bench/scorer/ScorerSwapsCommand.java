package dev.laurel.bench.scorer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that models are swapped under full load without a lost or doubled record, and how long that holds the stream up. */
@Command(
        name = "scorer-swaps",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Swaps two models to and fro while a scorer works through preloaded responses, then holds the topics against what was"
                        + " sent and says how long the longest pause between two batches was.")
public final class ScorerSwapsCommand implements Callable<Integer> {

    @Option(names = "--swaps", defaultValue = "20", description = "Of the model. Default: ${DEFAULT-VALUE}")
    private int swaps;

    @Option(names = "--count", defaultValue = "4000", description = "Responses to preload. Default: ${DEFAULT-VALUE}")
    private int count;

    @Mixin
    private TrialChoice trial;

    @Override
    public Integer call() throws IOException {
        return trial.run(
                "scorer-swaps",
                (file, data) -> new TrialOptions(1, 0, 0, swaps, 1, count, Duration.ZERO, file, data, 1));
    }
}
