package dev.laurel.trainer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import dev.laurel.service.metrics.Meters;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.run.WindowRun;
import dev.laurel.trainer.run.WindowRun.Result;
import dev.laurel.trainer.run.WindowRuns;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.window.Notice;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * The trainer's meters. All carry the line. What is of the latest window stays after its end; what nobody knows yet is NaN. A state is one gauge for each value it can
 * have, 1 where it has that and 0 elsewhere.
 */
public final class TrainerMetrics {

    static final String WINDOWS = "laurel.trainer.windows";
    static final String NOTICES = "laurel.trainer.notices";
    static final String SET_ASIDE = "laurel.trainer.pairs.set.aside";
    static final String DURATION = "laurel.trainer.window.duration";
    static final String STATE = "laurel.trainer.window.state";
    static final String RESULT = "laurel.trainer.window.result";
    static final String AGE = "laurel.trainer.window.age.seconds";
    static final String DONE = "laurel.trainer.window.done";
    static final String STEP = "laurel.trainer.step";
    static final String STEPS = "laurel.trainer.steps";
    static final String LOSS = "laurel.trainer.loss";
    static final String ACCURACY = "laurel.trainer.accuracy";
    static final String LEARNING_RATE = "laurel.trainer.learning.rate";
    static final String SPEED = "laurel.trainer.tokens.per.second";
    static final String WAITING = "laurel.trainer.pairs.waiting";
    static final String LINE = "line";

    private final MeterRegistry registry;
    private final Meters meters;
    private final Clock clock;
    private final HoldOutMetrics holdOut;
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

    public TrainerMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.meters = new Meters(registry);
        this.clock = clock;
        this.holdOut = new HoldOutMetrics(meters);
    }

    void watch(WindowRuns runs) {
        progress(
                DONE,
                "Share of the latest window's steps that are taken",
                runs,
                window -> window.steps() == 0 ? 0 : (double) window.step() / window.steps());
        progress(STEP, "Optimizer steps that the latest window has taken", runs, Progress::step);
        progress(STEPS, "Optimizer steps that the latest window takes in all", runs, Progress::steps);
        latest(LOSS, "Loss of the latest step, in nats", runs, Progress::loss);
        latest(
                ACCURACY,
                "Share of the latest step's pairs whose chosen side had the higher reward",
                runs,
                Progress::accuracy);
        latest(LEARNING_RATE, "Learning rate of the latest step", runs, Progress::learningRate);
        latest(SPEED, "Tokens trained on per second in the latest window", runs, Progress::tokensPerSecond);
        gauge(AGE, "Seconds since a window of the line last ended", runs, d -> d.lastEnded()
                .flatMap(WindowRun::endedAt)
                .map(this::secondsSince)
                .orElse(Double.NaN));
        gauge(WAITING, "Pairs that the next window would have", runs, d -> Optional.ofNullable(
                        waiting.get(d.trainer().name()))
                .map(Integer::doubleValue)
                .orElse(Double.NaN));
        for (Progress.State state : Progress.State.values()) {
            state(STATE, "Stage of the latest window", "state", state.label(), runs, d -> d.latest()
                    .map(window -> window.progress().state().label()));
        }
        for (Result result : Result.values()) {
            state(RESULT, "How the line's last window ended", "result", result.label(), runs, d -> d.lastEnded()
                    .flatMap(WindowRun::result)
                    .map(Result::label));
        }
    }

    /** A window has ended. */
    void ended(WindowRun window, Result result) {
        String line = window.progress().line();
        registry.counter(WINDOWS, LINE, line, "outcome", result.label()).increment();
        for (Notice notice : window.progress().notices()) {
            registry.counter(NOTICES, LINE, line, "kind", notice.kind().label()).increment();
        }
        window.progress().setAside().forEach((reason, pairs) -> registry.counter(
                        SET_ASIDE, LINE, line, "reason", reason)
                .increment(pairs));
        window.endedAt().ifPresent(end -> registry.timer(DURATION, LINE, line)
                .record(Duration.between(window.startedAt(), end)));
    }

    public void waiting(String line, int pairs) {
        waiting.put(line, pairs);
    }

    private double secondsSince(Instant moment) {
        return Duration.between(moment, clock.instant()).toMillis() / 1e3;
    }

    private void latest(String name, String description, WindowRuns runs, Function<Progress, Optional<Double>> value) {
        progress(name, description, runs, window -> value.apply(window).orElse(Double.NaN));
    }

    private void progress(String name, String description, WindowRuns runs, ToDoubleFunction<Progress> value) {
        gauge(name, description, runs, d -> d.latest()
                .map(window -> value.applyAsDouble(window.progress()))
                .orElse(Double.NaN));
    }

    /** What a version's judgement came to. */
    void judged(Manifest manifest) {
        holdOut.judged(manifest.line(), manifest.judgement());
    }

    private void gauge(String name, String description, WindowRuns runs, ToDoubleFunction<WindowRuns> value) {
        meters.gauge(name, description, runs, value, LINE, runs.trainer().name());
    }

    private void state(
            String name,
            String description,
            String tag,
            String label,
            WindowRuns runs,
            Function<WindowRuns, Optional<String>> current) {
        meters.gauge(
                name,
                description,
                runs,
                d -> current.apply(d).filter(label::equals).isPresent() ? 1 : 0,
                LINE,
                runs.trainer().name(),
                tag,
                label);
    }
}
