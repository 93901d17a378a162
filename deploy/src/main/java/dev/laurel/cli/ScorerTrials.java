package dev.laurel.cli;

import java.io.IOException;
import java.util.List;

import dev.laurel.bench.BenchModel;
import dev.laurel.bench.NetworkShape;
import dev.laurel.bench.service.ScorerTrial;
import dev.laurel.bench.service.TrialOptions;
import dev.laurel.bench.service.TrialReport;
import dev.laurel.console.Progress;

import me.tongfei.progressbar.ProgressBar;

/** Runs a trial of the scorers on two random models of a shape. */
final class ScorerTrials {

    private static final int MAX_TOKENS = 2048;

    private ScorerTrials() {}

    static int run(String name, TrialOptions options, String shape, boolean json) throws IOException {
        TrialReport report;
        try (BenchModel first = BenchModel.random(NetworkShape.named(shape), 1, MAX_TOKENS);
                BenchModel second = BenchModel.random(NetworkShape.named(shape), 2, MAX_TOKENS);
                ProgressBar bar = Progress.bar(name, "steps", ScorerTrial.steps(options))) {
            report = new ScorerTrial(options, List.of(first, second), next -> bar.setExtraMessage(next)
                            .step())
                    .run();
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
        System.out.print(json ? report.json().toPrettyString() + System.lineSeparator() : report.text());
        return report.isSound() ? Exit.OK : Exit.FAILED;
    }
}
