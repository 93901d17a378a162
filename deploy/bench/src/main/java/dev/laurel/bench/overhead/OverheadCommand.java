package dev.laurel.bench.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.laurel.bench.series.SeriesChoice;
import dev.laurel.command.console.InputFile;
import dev.laurel.command.console.Output;
import dev.laurel.command.demo.Corpus;
import dev.laurel.stack.Checkout;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the trainer spends around the reward model's own work. */
@Command(
        name = "overhead",
        mixinStandardHelpOptions = true,
        description =
                "Trains windows through broker and trainer and tells where their time went. Fails if a tenth of it or more went into"
                        + " anything but the reward model's passes and updates.")
public final class OverheadCommand implements Callable<Integer> {

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description =
                    "Preference pairs, in any form that \"${ROOT-COMMAND-NAME} import\" reads. Default: those of the demo's first line")
    private Path pairs;

    @Option(
            names = "--windows",
            defaultValue = "2",
            description = "Windows that the file is divided into. Default: ${DEFAULT-VALUE}, as in the demo")
    private int windows;

    @Option(
            names = "--hold-out",
            defaultValue = "0.25",
            description = "Share of the prompts that is held out. Default: ${DEFAULT-VALUE}, as in the demo")
    private double holdOut;

    @Mixin
    private SeriesChoice series;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (pairs != null) {
            InputFile.requireReadable(pairs);
        }
        OverheadReport report = new OverheadBench(
                        new OverheadOptions(pairs != null ? pairs : sample(), windows, holdOut, series.setup()))
                .run();
        return output.print(report);
    }

    private static Path sample() throws IOException {
        Path directory = Checkout.find().root().resolve("deploy/command/src/main/sample");
        Path work = Files.createTempDirectory("laurel-overhead-");
        return Corpus.shipped(directory, work, 1).lessons().get(0).pairs();
    }
}
