package dev.laurel.bench.scorer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that each response is scored once, however often scorers and broker are killed. */
@Command(
        name = "scorer-crash",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Kills scorers and broker (kill -9) at random moments and swaps models while responses come in, then holds the topics"
                        + " against what was sent: one scored record for each response, by an active version, and one selection for each group.")
public final class ScorerCrashCommand implements Callable<Integer> {

    @Option(names = "--kills", defaultValue = "50", description = "Of scorers. Default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(names = "--broker-kills", defaultValue = "5", description = "Of the broker. Default: ${DEFAULT-VALUE}")
    private int brokerKills;

    @Option(names = "--swaps", defaultValue = "25", description = "Of the model. Default: ${DEFAULT-VALUE}")
    private int swaps;

    @Option(names = "--instances", defaultValue = "2", description = "Scorers. Default: ${DEFAULT-VALUE}")
    private int instances;

    @Option(names = "--rate", defaultValue = "20", description = "Responses a second. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(
            names = "--longest-wait",
            paramLabel = "SECONDS",
            defaultValue = "6",
            description = "Between two kills. Default: ${DEFAULT-VALUE}")
    private long longestWait;

    @Option(names = "--seed", defaultValue = "1", description = "Decides the moments. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private TrialChoice trial;

    @Override
    public Integer call() throws IOException {
        return trial.run(
                "scorer-crash",
                (file, data) -> new TrialOptions(
                        instances,
                        Math.max(1, kills),
                        brokerKills,
                        swaps,
                        rate,
                        1,
                        Duration.ofSeconds(longestWait),
                        file,
                        data,
                        seed));
    }
}
