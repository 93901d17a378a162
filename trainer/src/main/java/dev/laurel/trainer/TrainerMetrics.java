package dev.laurel.trainer;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

import dev.laurel.trainer.train.Progress;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The trainer's meters. All carry the line; how a window ended is {@code promoted}, {@code held_back} or {@code failed}. */
public final class TrainerMetrics {

    static final String WINDOWS = "laurel.trainer.windows";
    static final String DURATION = "laurel.trainer.window.duration";
    static final String DONE = "laurel.trainer.window.done";
    static final String LOSS = "laurel.trainer.loss";
    static final String SPEED = "laurel.trainer.tokens.per.second";
    private static final String LINE = "line";

    private final MeterRegistry registry;

    public TrainerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(LineDesk desk) {
        gauge(
                DONE,
                "Share of the latest window's steps that are taken",
                desk,
                window -> window.steps() == 0 ? 0 : (double) window.step() / window.steps());
        gauge(LOSS, "Loss of the latest step, in nats", desk, window -> window.loss()
                .orElse(Double.NaN));
        gauge(SPEED, "Tokens trained on per second in the latest window", desk, window -> window.tokensPerSecond()
                .orElse(Double.NaN));
    }

    void ended(Progress window, Duration took) {
        String outcome = window.outcome()
                .map(result -> result.promoted() ? "promoted" : "held_back")
                .orElse("failed");
        registry.counter(WINDOWS, LINE, window.line(), "outcome", outcome).increment();
        registry.timer(DURATION, LINE, window.line()).record(took);
    }

    private void gauge(String name, String description, LineDesk desk, ToDoubleFunction<Progress> value) {
        Gauge.builder(name, desk, d -> d.latest().map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .tag(LINE, desk.trainer().name())
                .register(registry);
    }
}
