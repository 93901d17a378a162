package dev.laurel.command.option;

import java.util.Optional;

import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;

import picocli.CommandLine.Option;

/** What a command computes on. */
public final class EngineChoice {

    @Option(names = "--device", defaultValue = "auto", description = "auto, cpu or gpu:N. Default: ${DEFAULT-VALUE}")
    private String device;

    @Option(names = "--dtype", description = "${COMPLETION-CANDIDATES}. Default: FLOAT32, on a GPU BFLOAT16")
    private Dtype dtype;

    @Option(names = "--threads", description = "Threads inside an operation on a CPU. Default: all processors")
    private Integer threads;

    /** @throws IllegalArgumentException naming a value that is out of range */
    public EngineOptions options() {
        int count = threads != null ? threads : EngineOptions.defaults().threads();
        return new EngineOptions(device, count, Optional.ofNullable(dtype));
    }

    /** @throws IllegalArgumentException if the device is not there */
    public Engine start() {
        return Engine.start(options());
    }
}
