package dev.laurel.bench.windows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.laurel.bench.series.SeriesChoice;
import dev.laurel.bench.series.SourcesChoice;
import dev.laurel.command.console.InputFile;
import dev.laurel.command.console.Output;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.evaluate.HoldOut;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a line learns and forgets over windows of changing sources. */
@Command(
        name = "windows",
        mixinStandardHelpOptions = true,
        description =
                "Trains a series of windows of changing sources through broker and trainer: with replay, without, and from the base"
                        + " model on everything so far. Judges every version on the same held-out pairs and follows the rewards of"
                        + " fixed responses. What the gate holds back is appointed all the same, so that the series goes on.")
public final class WindowsCommand implements Callable<Integer> {

    @Mixin
    private SourcesChoice sources;

    @Option(
            names = "--plan",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description = "The source of each window, with commas between; \"mix\" takes as many of each.")
    private List<String> plan;

    @Option(
            names = "--pairs-per-window",
            defaultValue = "200",
            description = "Pairs of each, hold-out included. Default: ${DEFAULT-VALUE}")
    private int pairsPerWindow;

    @Option(
            names = "--extra",
            defaultValue = "100",
            description =
                    "Most held-out pairs of each source to judge on besides those of the windows. Default: ${DEFAULT-VALUE}")
    private int extra;

    @Option(
            names = "--responses",
            paramLabel = "FILE",
            description = "Responses to the sources' prompts, whose rewards are followed.")
    private Path responses;

    @Option(names = "--followed", defaultValue = "500", description = "How many. Default: ${DEFAULT-VALUE}")
    private int followed;

    @Option(
            names = "--thresholds",
            split = ",",
            defaultValue = "0,0.5",
            description = "Of verdicts on normalised rewards. Default: ${DEFAULT-VALUE}")
    private List<Double> thresholds;

    @Option(
            names = "--arms",
            split = ",",
            defaultValue = "REPLAY,ALONE,FULL",
            description = "Ways to train: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private List<Arm> arms;

    @Option(
            names = "--full-after",
            split = ",",
            paramLabel = "WINDOW",
            description = "Full retraining after these windows only, which takes most of the time. Default: after each")
    private List<Integer> full = List.of();

    @Mixin
    private SeriesChoice series;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        WindowsOptions options = options();
        options.responses().ifPresent(InputFile::requireReadable);
        try (Engine engine = Engine.start(options.series().engine())) {
            WindowsReport report = new WindowsBench(options, engine, System.err::println).run();
            return output.print(report);
        }
    }

    private WindowsOptions options() {
        return new WindowsOptions(
                sources.readable(),
                plan,
                pairsPerWindow,
                new HoldOut(sources.holdOut(), "laurel"),
                extra,
                Optional.ofNullable(responses),
                followed,
                thresholds,
                arms,
                full,
                sources.seed(),
                series.setup());
    }
}
