package dev.laurel.bench.scorer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.BenchedModel;
import dev.laurel.bench.kit.ResponsesFile;
import dev.laurel.bench.kit.StepBar;
import dev.laurel.command.console.Output;
import dev.laurel.command.option.EngineChoice;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how much of the model's speed the stream keeps, and how long a response takes through it. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description =
                "Measures the scorer's stream on preloaded responses beside the model alone and beside a loop written by hand, then its"
                        + " latency at a share of the load it can take. Starts a broker, a registry and a scorer of its own.")
public final class StreamBenchCommand implements Callable<Integer> {

    @Mixin
    private BenchedModel model;

    @Mixin
    private EngineChoice engineChoice;

    @Mixin
    private ResponsesFile responses;

    @Option(names = "--count", defaultValue = "2000", description = "Responses to preload. Default: ${DEFAULT-VALUE}")
    private int count;

    @Option(
            names = "--batch",
            defaultValue = "256",
            description = "Most responses in a batch. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(
            names = "--commit-intervals",
            split = ",",
            paramLabel = "MS",
            defaultValue = "25,100",
            description = "Whose latency is measured. Default: ${DEFAULT-VALUE}")
    private List<Long> commitIntervals;

    @Option(
            names = "--latency-seconds",
            defaultValue = "60",
            description = "How long latency is measured with each; 0 for not at all. Default: ${DEFAULT-VALUE}")
    private long latencySeconds;

    @Option(
            names = "--load",
            defaultValue = "0.5",
            description = "Share of the load that it can take. Default: ${DEFAULT-VALUE}")
    private double load;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        try (BenchModel opened = model.open()) {
            StreamBenchOptions options = new StreamBenchOptions(
                    count,
                    responses.readable(),
                    batch,
                    commitIntervals.stream().map(Duration::ofMillis).toList(),
                    Duration.ofSeconds(latencySeconds),
                    load);
            StreamBenchReport report;
            try (StepBar steps = StepBar.of("bench stream", "measurements", StreamBench.measurements(options))) {
                report = new StreamBench(options, opened, engineChoice.options(), steps).run();
            }
            return output.print(report);
        }
    }
}
