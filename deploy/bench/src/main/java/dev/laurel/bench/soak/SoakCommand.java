package dev.laurel.bench.soak;

import java.util.concurrent.Callable;

import dev.laurel.command.console.Output;
import dev.laurel.command.console.Progress;
import dev.laurel.command.option.EngineChoice;
import dev.laurel.reward.engine.Engine;

import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that training, scoring and replacing models go on for long without a wrong score and without growing. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description =
                "Trains a tiny network, scores from many threads and replaces the model under them; checks every score and watches"
                        + " resident memory. Fails on a wrong score or on growth of 2 %% from a fifth of the run to its end.")
public final class SoakCommand implements Callable<Integer> {

    @Option(names = "--steps", defaultValue = "10000", description = "Training steps. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(
            names = "--scores",
            defaultValue = "100000",
            description = "Responses scored in all. Default: ${DEFAULT-VALUE}")
    private int scores;

    @Option(
            names = "--threads-scoring",
            defaultValue = "8",
            description = "Threads that score. Default: ${DEFAULT-VALUE}")
    private int threadsScoring;

    @Option(
            names = "--replacements",
            defaultValue = "100",
            description = "Times that the model is replaced. Default: ${DEFAULT-VALUE}")
    private int replacements;

    @Mixin
    private EngineChoice engineChoice;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        SoakOptions options = new SoakOptions(steps, scores, threadsScoring, replacements);
        SoakReport report;
        try (Engine engine = engineChoice.start();
                ProgressBar bar = Progress.bar("soak", "steps", steps)) {
            report = new Soak(options, engine, bar::stepTo).run();
        }
        return output.print(report);
    }
}
