package dev.laurel.bench.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.laurel.bench.series.SourcePairs;
import dev.laurel.bench.series.Trained;
import dev.laurel.bench.series.TrainerSetup;
import dev.laurel.bench.series.TrainerStack;

/**
 * Trains a champion and a challenger for each case, through broker, registry and trainer, each case on a line of its own, and asks what the
 * gate decided. Earlier pairs are not replayed, so that challengers are as bad as they can be.
 */
public final class GateBench {

    private final GateOptions options;
    private final Consumer<String> progress;

    /** @param progress hears of every version, in words */
    public GateBench(GateOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** @throws dev.laurel.bench.series.SeriesException if a window gives no version */
    public GateReport run() throws IOException {
        List<SourcePairs> sources = new ArrayList<>();
        for (Map.Entry<String, Path> source : options.sources().entrySet()) {
            sources.add(SourcePairs.read(source.getKey(), source.getValue()).shuffled(options.seed()));
        }
        List<Scenario> scenarios = Scenario.wanted(sources, options);
        List<GateReport.Verdict> verdicts = new ArrayList<>();
        try (TrainerStack stack = TrainerStack.start(setup(scenarios))) {
            for (Scenario scenario : scenarios) {
                stack.publish(scenario.ours(scenario.champion()));
                Trained champion = stack.train(scenario.name(), state -> {});
                progress.accept(scenario.name() + ", champion: " + champion.reason());
                stack.publish(scenario.ours(scenario.challenger()));
                Trained challenger = stack.trainOnly(scenario.name(), state -> {});
                progress.accept(scenario.name() + ", challenger: " + challenger.reason());
                verdicts.add(new GateReport.Verdict(
                        scenario.name(),
                        scenario.about(),
                        scenario.promoted(),
                        challenger.promoted(),
                        champion.reason(),
                        challenger.reason()));
            }
        }
        return new GateReport(verdicts);
    }

    private TrainerSetup setup(List<Scenario> scenarios) {
        Map<String, String> lines = new HashMap<>();
        scenarios.forEach(scenario -> lines.put(scenario.name(), scenario.name()));
        return options.series()
                .trainer(
                        lines,
                        Map.of(
                                "laurel.trainer.hold-out.share",
                                Double.toString(options.holdOut()),
                                "laurel.trainer.replay.share",
                                "0"));
    }
}
