package dev.laurel.bench.scorer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.BenchedModel;
import dev.laurel.bench.kit.ResponsesFile;
import dev.laurel.bench.kit.StepBar;
import dev.laurel.command.console.Output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that a scorer under steady load neither grows nor falls behind. */
@Command(
        name = "scorer-soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures what a scorer can take, then keeps it under a share of that and watches its memory, latency and lag. Fails if"
                        + " memory grows or the scorer falls behind.")
public final class ScorerSoakCommand implements Callable<Integer> {

    @Mixin
    private BenchedModel model;

    @Mixin
    private ResponsesFile responses;

    @Option(
            names = "--count",
            defaultValue = "2000",
            description = "Responses by which the load that it can take is measured. Default: ${DEFAULT-VALUE}")
    private int count;

    @Option(names = "--load", defaultValue = "0.7", description = "Share of that load. Default: ${DEFAULT-VALUE}")
    private double load;

    @Option(names = "--minutes", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}")
    private long minutes;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Between two looks. Default: ${DEFAULT-VALUE}")
    private long interval;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw it, in SVG.")
    private Optional<Path> plot;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        try (BenchModel opened = model.open();
                StepBar steps = StepBar.of("bench scorer-soak", "looks", -1)) {
            ScorerSoak soak = new ScorerSoak(
                    opened,
                    count,
                    load,
                    Duration.ofMinutes(minutes),
                    Duration.ofSeconds(interval),
                    responses.readable(),
                    steps);
            steps.expect(soak.steps());
            ScorerSoakReport report = soak.run();
            if (plot.isPresent()) {
                Files.writeString(plot.get(), report.plot());
            }
            return output.print(report);
        }
    }
}
