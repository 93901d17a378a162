package dev.laurel.bench.overhead;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.laurel.bench.series.SourcePairs;
import dev.laurel.bench.series.Trained;
import dev.laurel.bench.series.TrainerSetup;
import dev.laurel.bench.series.TrainerStack;
import dev.laurel.schema.PreferencePair;

/** Trains windows through broker, registry and trainer and asks the versions' manifests where the time went. */
public final class OverheadBench {

    private static final String LINE = "night";

    private final OverheadOptions options;

    public OverheadBench(OverheadOptions options) {
        this.options = options;
    }

    /** @throws dev.laurel.bench.series.SeriesException if a window gives no version */
    public OverheadReport run() throws IOException {
        List<PreferencePair> pairs = SourcePairs.read("pairs", options.pairs()).pairs();
        List<OverheadReport.Window> windows = new ArrayList<>();
        try (TrainerStack stack = TrainerStack.start(setup())) {
            for (int window = 0; window < options.windows(); window++) {
                stack.publish(pairs.subList(
                        window * pairs.size() / options.windows(), (window + 1) * pairs.size() / options.windows()));
                Trained trained = stack.train(LINE, state -> {});
                windows.add(OverheadReport.Window.of(
                        trained.seconds(), trained.stored().manifest()));
            }
        }
        return new OverheadReport(windows);
    }

    private TrainerSetup setup() {
        return options.series()
                .trainer(
                        Map.of(LINE, SourcePairs.TENANT),
                        Map.of("laurel.trainer.hold-out.share", Double.toString(options.holdOut())));
    }
}
