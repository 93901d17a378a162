package dev.laurel.bench.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.laurel.bench.series.Draw;
import dev.laurel.bench.series.SeriesException;
import dev.laurel.bench.series.SourcePairs;
import dev.laurel.bench.series.StoredVersion;
import dev.laurel.bench.series.TrainerSetup;
import dev.laurel.bench.series.TrainerStack;
import dev.laurel.command.client.TrainerClient;
import dev.laurel.schema.PreferencePair;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Trains the same windows twice, by two lines of one trainer: each window in one piece first, then with kills. Windows are published one
 * after the other, so that both lines read the same.
 */
public final class CrashSeries {

    static final String CALM = "undisturbed";
    static final String KILLED = "killed";

    private static final String SOURCE = "pairs";
    private static final String ACTOR = "bench";
    private static final long ASK_NANOS = 50_000_000;

    private final CrashOptions options;
    private final Consumer<String> progress;
    private final Random random;

    /** @param progress hears of every window and kill, in words */
    public CrashSeries(CrashOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        this.random = new Random(options.seed());
    }

    /** @throws SeriesException if a window does not come to its end */
    public CrashReport run() throws IOException {
        Draw draw = new Draw(List.of(SourcePairs.read(SOURCE, options.pairs())));
        KillPlan plan = KillPlan.random(options.windows(), options.kills(), random);
        try (TrainerStack stack = TrainerStack.start(setup())) {
            Announced announced = new Announced(stack.topics());
            Killer killer = new Killer(stack, KILLED, announced, random);
            List<CrashReport.Window> windows = new ArrayList<>();
            for (int window = 1; window <= options.windows(); window++) {
                List<PreferencePair> published = draw.take(SOURCE, options.pairsPerWindow());
                stack.publish(published);
                progress.accept("window " + window + " of " + options.windows() + ", undisturbed");
                double calm = stack.train(CALM, state -> {}).seconds();
                long startedAt = System.nanoTime();
                List<Kill> kills = disturb(stack, killer, window, plan.windows().get(window - 1));
                double killed = (System.nanoTime() - startedAt) / 1e9;
                windows.add(new CrashReport.Window(
                        published.stream().map(PreferencePair::getPairId).toList(),
                        StoredVersion.at(stack.store(CALM), window),
                        StoredVersion.at(stack.store(KILLED), window),
                        kills,
                        calm,
                        killed));
            }
            return CrashReport.of(options, windows, announced);
        }
    }

    private TrainerSetup setup() {
        return options.series()
                .trainer(
                        Map.of(CALM, SourcePairs.TENANT, KILLED, SourcePairs.TENANT),
                        Map.of("laurel.trainer.window.checkpoint-interval", "PT2S", "laurel.trainer.gate.margin", "1"));
    }

    private List<Kill> disturb(TrainerStack stack, Killer killer, int window, List<Stage> aims) {
        List<Kill> kills = new ArrayList<>();
        for (Stage aim : aims) {
            begin(stack, window);
            Kill kill = killer.kill(window, aim);
            kills.add(kill);
            progress.accept("window " + window + ", killed while " + kill.hit().label());
            stack.restartTrainer();
        }
        begin(stack, window);
        finish(stack, window);
        return kills;
    }

    /** Asks for the window, unless it is running already, because a trainer goes on with what another one left, or is there. */
    private static void begin(TrainerStack stack, int window) {
        TrainerClient trainer = stack.trainer();
        boolean running = trainer.latest(KILLED)
                .filter(latest -> !TrainerClient.ended(latest))
                .isPresent();
        if (!running && !isStored(trainer, window)) {
            trainer.begin(KILLED, OptionalInt.empty());
        }
    }

    private static void finish(TrainerStack stack, int window) {
        TrainerClient trainer = stack.trainer();
        while (trainer.latest(KILLED)
                .filter(latest -> !TrainerClient.ended(latest))
                .isPresent()) {
            LockSupport.parkNanos(ASK_NANOS);
        }
        if (!isStored(trainer, window)) {
            JsonNode latest = trainer.latest(KILLED).orElseThrow();
            throw new SeriesException("window " + window + " gave no version: "
                    + latest.path("error").asText());
        }
        if (trainer.models(KILLED).path("champion").asInt() != window) {
            trainer.promote(KILLED, window, "the series goes on from every version", ACTOR);
        }
    }

    private static boolean isStored(TrainerClient trainer, int version) {
        for (JsonNode model : trainer.models(KILLED).path("models")) {
            if (model.path("version").asInt() == version) {
                return true;
            }
        }
        return false;
    }
}
