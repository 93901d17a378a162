package dev.laurel.bench.windows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.laurel.bench.series.SeriesChoice;
import dev.laurel.command.console.InputFile;
import dev.laurel.command.console.Output;
import dev.laurel.command.option.EngineChoice;
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

    @Option(
            names = "--source",
            required = true,
            paramLabel = "NAME=FILE",
            description =
                    "A source of preference pairs, in any form that \"${ROOT-COMMAND-NAME} import\" reads. Several are possible.")
    private Map<String, Path> sources;

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
            names = "--hold-out",
            defaultValue = "0.2",
            description = "Share of the prompts that is held out. Default: ${DEFAULT-VALUE}")
    private double holdOut;

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

    @Option(names = "--seed", defaultValue = "1", description = "Of the pairs' order. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private SeriesChoice series;

    @Mixin
    private EngineChoice engineChoice;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        List<Path> files = new ArrayList<>(sources.values());
        Optional.ofNullable(responses).ifPresent(files::add);
        files.forEach(InputFile::requireReadable);
        try (Engine engine = engineChoice.start()) {
            WindowsReport report = new WindowsBench(options(), engine, System.err::println).run();
            return output.print(report);
        }
    }

    private WindowsOptions options() {
        return new WindowsOptions(
                sources,
                plan,
                pairsPerWindow,
                new HoldOut(holdOut, "laurel"),
                extra,
                Optional.ofNullable(responses),
                followed,
                thresholds,
                arms,
                full,
                seed,
                series.maxTokens(),
                engineChoice.options(),
                series.settings(),
                series.data());
    }
}
