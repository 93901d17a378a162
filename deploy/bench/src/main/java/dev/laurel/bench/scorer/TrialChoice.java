package dev.laurel.bench.scorer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.NetworkShape;
import dev.laurel.bench.kit.ResponsesFile;
import dev.laurel.bench.kit.StepBar;
import dev.laurel.bench.kit.TrialData;
import dev.laurel.command.console.Output;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What trials of the scorers on two random models of a shape have in common. */
final class TrialChoice {

    private static final int MAX_TOKENS = 2048;

    @Mixin
    private ResponsesFile responses;

    @Mixin
    private TrialData data;

    @Option(names = "--shape", defaultValue = "starter", description = "Of the models. Default: ${DEFAULT-VALUE}")
    private String shape;

    @Mixin
    private Output output;

    /** Options of a trial, made of the texts and the directory. */
    @FunctionalInterface
    interface Trial {
        TrialOptions of(Path file, Optional<Path> data);
    }

    int run(String name, Trial trial) throws IOException {
        TrialReport report;
        TrialOptions options = trial.of(responses.readable(), data.directory());
        try (BenchModel first = BenchModel.random(NetworkShape.named(shape), 1, MAX_TOKENS);
                BenchModel second = BenchModel.random(NetworkShape.named(shape), 2, MAX_TOKENS);
                StepBar steps = StepBar.of(name, "steps", ScorerTrial.steps(options))) {
            report = new ScorerTrial(options, List.of(first, second), steps).run();
        }
        return output.print(report);
    }
}
