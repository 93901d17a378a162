package dev.laurel.bench.http;

import java.util.concurrent.Callable;

import dev.laurel.bench.kit.StepBar;
import dev.laurel.command.console.Output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what accepting feedback over HTTP costs. */
@Command(
        name = "ingest-http",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Starts an ingest and loads it from this process with events of 1 KB, each of a prompt of its own: rate, latencies and the processor's"
                        + " time, beside a bare producer with acks=all of the same records. Fails if an event is not accepted.")
public final class IngestHttpCommand implements Callable<Integer> {

    @Option(names = "--connections", defaultValue = "64", description = "Clients. Default: ${DEFAULT-VALUE}")
    private int connections;

    @Option(names = "--rounds", defaultValue = "3", description = "The median counts. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "30", description = "Of load a round. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        IngestHttpOptions options = new IngestHttpOptions(connections, rounds, seconds);
        IngestHttpReport report;
        try (StepBar steps = StepBar.of("bench ingest-http", "measurements", options.steps())) {
            report = new IngestHttp(options, steps).run();
        }
        return output.print(report);
    }
}
