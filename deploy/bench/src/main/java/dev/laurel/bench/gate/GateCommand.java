package dev.laurel.bench.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.laurel.bench.series.SeriesChoice;
import dev.laurel.command.console.InputFile;
import dev.laurel.command.console.Output;
import dev.laurel.command.option.EngineChoice;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the gate holds back and what it lets through. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description =
                "Trains champions and challengers through broker and trainer: one on more of the same pairs, which the gate must let"
                        + " through; and one on flipped judgements, one on a single source, and one where the longer answer always wins,"
                        + " which it must hold back. Fails if it does not.")
public final class GateCommand implements Callable<Integer> {

    @Option(
            names = "--source",
            required = true,
            paramLabel = "NAME=FILE",
            description =
                    "A source of preference pairs, in any form that \"${ROOT-COMMAND-NAME} import\" reads, at least two. Champions know the first"
                            + " best; the second is what a challenger learns alone.")
    private Map<String, Path> sources;

    @Option(names = "--cases", split = ",", description = "Of better, flipped, one-source, longer. Default: all")
    private List<String> cases = List.of();

    @Option(
            names = "--champion-pairs",
            defaultValue = "1000",
            description = "Pairs of a champion's window, hold-out included. Default: ${DEFAULT-VALUE}")
    private int championPairs;

    @Option(
            names = "--challenger-pairs",
            defaultValue = "1000",
            description = "Pairs of a challenger's window. Default: ${DEFAULT-VALUE}")
    private int challengerPairs;

    @Option(
            names = "--hold-out",
            defaultValue = "0.2",
            description = "Share of the prompts that is held out. Default: ${DEFAULT-VALUE}")
    private double holdOut;

    @Option(names = "--seed", defaultValue = "1", description = "Of the pairs' order. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private SeriesChoice series;

    @Mixin
    private EngineChoice engine;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        sources.values().forEach(InputFile::requireReadable);
        GateReport report = new GateBench(
                        new GateOptions(
                                sources,
                                cases,
                                championPairs,
                                challengerPairs,
                                holdOut,
                                seed,
                                series.maxTokens(),
                                engine.options(),
                                series.settings(),
                                series.data()),
                        System.err::println)
                .run();
        return output.print(report);
    }
}
