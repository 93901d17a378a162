package dev.laurel.bench.crash;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.laurel.bench.series.BaseChoice;
import dev.laurel.bench.series.SeriesSetup;
import dev.laurel.command.demo.Corpus;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.stack.Checkout;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The crash series in small: broker, registry and a trainer whose process is killed in every stage, with a tiny network. */
class CrashSeriesIT {

    private static final int KILLS = 5;
    private static final Map<String, Integer> TINY = Map.of(
            "hidden_size", 32,
            "intermediate_size", 64,
            "num_attention_heads", 2,
            "num_key_value_heads", 2,
            "num_hidden_layers", 1,
            "max_window_layers", 1);

    @TempDir
    private Path directory;

    @Test
    void aKilledTrainerTrainsWhatAnUndisturbedOneTrains() throws Exception {
        Path sample = Checkout.find().root().resolve("deploy/command/src/main/sample");
        CrashOptions options = new CrashOptions(
                Corpus.shipped(sample, directory, 1).lessons().get(0).pairs(),
                2,
                40,
                KILLS,
                1,
                new SeriesSetup(
                        new BaseChoice(128, TINY),
                        EngineOptions.defaults(),
                        Map.of(
                                "laurel.trainer.training.epochs", "20", // so that there is time to be killed in
                                "laurel.trainer.window.checkpoint-interval", "PT0.1S",
                                "laurel.trainer.hold-out.share", "0.25"),
                        Optional.empty()));

        CrashReport report = new CrashSeries(options, window -> {}).run();

        assertThat(report.defects()).isEmpty();
        assertThat(report.kills()).hasSize(KILLS);
        assertThat(report.hits().get(Stage.TRAINING) + report.hits().get(Stage.WRITING))
                .as("%s", report.kills())
                .isPositive();
        assertThat(report.rows()).hasSize(2).allSatisfy(row -> assertThat(row.killedDigest())
                .isEqualTo(row.calmDigest()));
    }
}
