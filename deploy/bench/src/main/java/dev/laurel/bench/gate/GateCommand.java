package dev.laurel.bench.gate;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import dev.laurel.bench.series.SeriesChoice;
import dev.laurel.bench.series.SourcesChoice;
import dev.laurel.command.console.Output;

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
                        + " which it must hold back. Fails if it does not. Takes two sources or more: champions know the first best, and a"
                        + " challenger learns the second alone.")
public final class GateCommand implements Callable<Integer> {

    @Mixin
    private SourcesChoice sources;

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

    @Mixin
    private SeriesChoice series;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        GateReport report = new GateBench(
                        new GateOptions(
                                sources.readable(),
                                cases,
                                championPairs,
                                challengerPairs,
                                sources.holdOut(),
                                sources.seed(),
                                series.setup()),
                        System.err::println)
                .run();
        return output.print(report);
    }
}
