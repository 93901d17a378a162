package dev.laurel.bench.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.laurel.bench.kit.StepBar;
import dev.laurel.bench.kit.TrialData;
import dev.laurel.command.console.Output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that each accepted record is accounted for once, however often ingest and broker are killed. */
@Command(
        name = "ingest-crash",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Kills ingest and broker (kill -9) at random moments, and lets the broker stand still once, while clients publish feedback and"
                        + " responses; then holds the topics against every answer 202: each record counted once, waiting, or set aside once, and the"
                        + " same live pairs as without any failure.")
public final class IngestCrashCommand implements Callable<Integer> {

    @Option(names = "--kills", defaultValue = "50", description = "Of ingest. Default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(names = "--broker-kills", defaultValue = "3", description = "Of the broker. Default: ${DEFAULT-VALUE}")
    private int brokerKills;

    @Option(
            names = "--stall",
            paramLabel = "DURATION",
            defaultValue = "PT30S",
            description = "How long the broker stands still once; PT0S: not at all. Default: ${DEFAULT-VALUE}")
    private Duration stall;

    @Option(names = "--clients", defaultValue = "8", description = "That send at once. Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(names = "--rate", defaultValue = "200", description = "Records a second. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(
            names = "--longest-wait",
            paramLabel = "SECONDS",
            defaultValue = "6",
            description = "Between two kills of a running ingest. Default: ${DEFAULT-VALUE}")
    private long longestWait;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Decides the records, and when to kill. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private TrialData data;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        IngestCrashOptions options = new IngestCrashOptions(
                kills,
                brokerKills,
                stall,
                clients,
                rate,
                Duration.ofSeconds(longestWait),
                data.directory(),
                seed,
                Map.of());
        IngestCrashReport report;
        try (StepBar steps = StepBar.of("bench ingest-crash", "steps", IngestCrash.steps(options))) {
            report = new IngestCrash(options, steps).run();
        }
        return output.print(report);
    }
}
