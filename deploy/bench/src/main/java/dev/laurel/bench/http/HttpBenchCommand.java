package dev.laurel.bench.http;

import java.io.IOException;
import java.nio.file.Path;
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

/** Says how much of the model's speed the scorer delivers over HTTP. */
@Command(
        name = "http",
        mixinStandardHelpOptions = true,
        description =
                "Starts a scorer and loads it from this process: throughput, latencies and refusals at several numbers of connections,"
                        + " beside the model's own packed throughput of the same run. Fails on an error 500 or a request without an answer.")
public final class HttpBenchCommand implements Callable<Integer> {

    @Mixin
    private BenchedModel model;

    @Mixin
    private ResponsesFile responses;

    @Option(names = "--limit", defaultValue = "12000", description = "Most of them used. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "1,16,256",
            description = "Numbers of connections. Default: ${DEFAULT-VALUE}")
    private List<Integer> connections;

    @Option(names = "--rounds", defaultValue = "3", description = "The median counts. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "30", description = "Of load a level. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Mixin
    private EngineChoice engineChoice;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = responses.readable();
        HttpBenchReport report;
        try (BenchModel subject = model.open()) {
            HttpBenchOptions options = new HttpBenchOptions(file, limit, connections, rounds, seconds);
            try (StepBar steps = StepBar.of("bench http", "measurements", options.measurements())) {
                report = new HttpBench(subject.dir(), engineChoice.options(), options, steps::next).run();
            }
        }
        return output.print(report);
    }
}
