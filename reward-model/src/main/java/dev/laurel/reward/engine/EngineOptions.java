package dev.laurel.reward.engine;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the native engine computes on.
 *
 * @param device {@code auto} (the first GPU if there is one, else the CPU), {@code cpu}, or {@code gpu:N}
 * @param threads threads inside one operation on a CPU; results are reproducible for an equal number only. The same for the whole JVM.
 * @param dtype the format of the computation; if absent, bfloat16 on a GPU and float32 on a CPU
 */
public record EngineOptions(String device, int threads, Optional<Dtype> dtype) {

    private static final Pattern DEVICE = Pattern.compile("auto|cpu|gpu:\\d{1,3}");

    public EngineOptions {
        if (!DEVICE.matcher(device).matches()) {
            throw new IllegalArgumentException("device is neither auto, cpu nor gpu:N: " + device);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads below 1: " + threads);
        }
    }

    public EngineOptions(String device, int threads, Dtype dtype) {
        this(device, threads, Optional.of(dtype));
    }

    /** The CPU, or the first GPU if there is one, and all processors that the JVM may use. */
    public static EngineOptions defaults() {
        return new EngineOptions("auto", Runtime.getRuntime().availableProcessors(), Optional.empty());
    }
}
