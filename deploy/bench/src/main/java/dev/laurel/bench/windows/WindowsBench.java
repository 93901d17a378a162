package dev.laurel.bench.windows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import dev.laurel.bench.series.SourcePairs;
import dev.laurel.bench.series.Trained;
import dev.laurel.bench.series.TrainerSetup;
import dev.laurel.bench.series.TrainerStack;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.RewardText;

/**
 * Trains windows of changing sources in several ways, each through a broker, registry and trainer of its own, and judges every version on
 * the same held-out pairs.
 */
public final class WindowsBench {

    private final WindowsOptions options;
    private final Engine engine;
    private final Consumer<String> progress;

    /**
     * @param engine judges the versions
     * @param progress hears of every window, in words
     */
    public WindowsBench(WindowsOptions options, Engine engine, Consumer<String> progress) {
        this.options = options;
        this.engine = engine;
        this.progress = progress;
    }

    /** @throws dev.laurel.bench.series.SeriesException if a window gives no version */
    public WindowsReport run() throws IOException {
        List<SourcePairs> sources = new ArrayList<>();
        for (Map.Entry<String, Path> source : options.sources().entrySet()) {
            sources.add(SourcePairs.read(source.getKey(), source.getValue()).shuffled(options.seed()));
        }
        Curriculum curriculum = Curriculum.of(sources, options.plan(), options.pairsPerWindow());
        Exam exam;
        FixedResponses responses;
        try (RewardText text = text()) {
            exam = Exam.of(curriculum, options.holdOut(), options.extra(), text);
            responses = responses(sources, curriculum, text);
        }
        Map<Arm, List<Reading>> readings = new EnumMap<>(Arm.class);
        for (Arm arm : options.arms()) {
            readings.put(arm, train(arm, curriculum, exam, responses));
        }
        return new WindowsReport(options, curriculum, exam, readings, responses.standing());
    }

    private FixedResponses responses(List<SourcePairs> sources, Curriculum curriculum, RewardText text)
            throws IOException {
        return options.responses().isEmpty()
                ? FixedResponses.NONE
                : FixedResponses.choose(
                        options.responses().get(),
                        sources,
                        curriculum,
                        options.holdOut(),
                        options.followed(),
                        options.seed(),
                        text);
    }

    /** How every model of the experiment reads; training changes weights and nothing else. */
    private RewardText text() throws IOException {
        Path base = Files.createTempDirectory("laurel-windows-").resolve("base");
        options.series().base().write(base);
        return RewardText.load(base);
    }

    private List<Reading> train(Arm arm, Curriculum curriculum, Exam exam, FixedResponses responses) {
        List<Reading> readings = new ArrayList<>();
        try (TrainerStack stack = TrainerStack.start(setup(arm, curriculum))) {
            for (int window = 1; window <= curriculum.nights().size(); window++) {
                stack.publish(curriculum.nights().get(window - 1).pairs());
                if (options.trains(arm, window)) {
                    Trained trained = stack.train(arm.line(window), state -> {});
                    readings.add(Reading.of(window, trained, engine, exam, responses));
                    progress.accept(told(arm, readings.get(readings.size() - 1), exam));
                }
            }
        }
        return readings;
    }

    private String told(Arm arm, Reading reading, Exam exam) {
        String accuracy = exam.accuracy(reading.exam(), question -> question.window() <= reading.window())
                .map(interval -> String.format(Locale.ROOT, "%.1f %%", 100 * interval.mean()))
                .orElse("-");
        return String.format(
                Locale.ROOT,
                "%s, window %d of %d: %d tokens in %.1f s, accuracy %s; the gate: %s",
                arm.label(),
                reading.window(),
                options.plan().size(),
                reading.tokens(),
                reading.trained().seconds(),
                accuracy,
                reading.trained().reason());
    }

    private TrainerSetup setup(Arm arm, Curriculum curriculum) {
        Map<String, String> lines = new HashMap<>();
        for (int window = 1; window <= curriculum.nights().size(); window++) {
            lines.put(arm.line(window), SourcePairs.TENANT);
        }
        return options.series()
                .part(arm.name().toLowerCase(Locale.ROOT), arm.settings())
                .trainer(
                        lines,
                        Map.of(
                                "laurel.trainer.hold-out.share",
                                Double.toString(options.holdOut().share()),
                                "laurel.trainer.hold-out.salt",
                                options.holdOut().salt()));
    }
}
