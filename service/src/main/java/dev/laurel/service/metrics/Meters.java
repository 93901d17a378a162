package dev.laurel.service.metrics;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** A service's meters, each with the sentence that describes it. Tags are keys and values in turn; asked for again, a meter is the same one. */
public record Meters(MeterRegistry registry) {

    private static final double[] SHOWN = {0.5, 0.99};

    /** Times, with their median and their 99th percentile. */
    public Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentiles(SHOWN)
                .register(registry);
    }

    /** Amounts, with their median and their 99th percentile. */
    public DistributionSummary summary(String name, String description) {
        return DistributionSummary.builder(name)
                .description(description)
                .publishPercentiles(SHOWN)
                .register(registry);
    }

    public Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    /** A figure of something that is watched only as long as others hold it. */
    public <T> void gauge(String name, String description, T watched, ToDoubleFunction<T> figure, String... tags) {
        Gauge.builder(name, watched, figure).description(description).tags(tags).register(registry);
    }

    /** A figure that is asked for as long as the service runs. */
    public void gauge(String name, String description, Supplier<Number> figure, String... tags) {
        Gauge.builder(name, figure).description(description).tags(tags).register(registry);
    }
}
