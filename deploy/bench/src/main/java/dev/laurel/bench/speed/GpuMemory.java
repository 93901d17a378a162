package dev.laurel.bench.speed;

import dev.laurel.bench.kit.MemoryMeter;
import dev.laurel.reward.engine.Engine;

/** Memory of the engine's GPU, as its driver counts it: the native library keeps at the end of a call what it needed at its peak. */
record GpuMemory(Engine engine) implements MemoryMeter {

    @Override
    public String kind() {
        return "device";
    }

    @Override
    public long peakExtra(Runnable work) {
        long before = engine.gpuMemoryInUse(true).orElseThrow();
        work.run();
        return engine.gpuMemoryInUse(false).orElseThrow() - before;
    }
}
