package dev.laurel.bench.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.laurel.bench.series.SeriesChoice;
import dev.laurel.command.console.InputFile;
import dev.laurel.command.console.Output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that a killed trainer neither trains a pair twice nor skips one. */
@Command(
        name = "crash",
        mixinStandardHelpOptions = true,
        description =
                "Trains a series of windows of pairs through broker and trainer twice: each window in one piece, and with the trainer"
                        + " killed (SIGKILL) while it reads, trains, writes, judges and announces. Fails if weights, pairs or announcements"
                        + " differ, or a stage was never hit.")
public final class CrashCommand implements Callable<Integer> {

    @Option(
            names = "--pairs",
            required = true,
            paramLabel = "FILE",
            description = "Preference pairs, in any form that \"${ROOT-COMMAND-NAME} import\" reads.")
    private Path pairs;

    @Option(names = "--windows", defaultValue = "5", description = "Windows. Default: ${DEFAULT-VALUE}")
    private int windows;

    @Option(
            names = "--pairs-per-window",
            defaultValue = "200",
            description = "Pairs of each, hold-out included. Default: ${DEFAULT-VALUE}")
    private int pairsPerWindow;

    @Option(names = "--kills", defaultValue = "30", description = "Kills over all windows. Default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(names = "--seed", defaultValue = "1", description = "Decides their moments. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private SeriesChoice series;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        InputFile.requireReadable(pairs);
        CrashReport report = new CrashSeries(
                        new CrashOptions(pairs, windows, pairsPerWindow, kills, seed, series.setup()),
                        System.err::println)
                .run();
        return output.print(report);
    }
}
