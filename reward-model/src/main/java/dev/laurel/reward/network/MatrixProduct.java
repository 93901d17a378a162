package dev.laurel.reward.network;

import dev.laurel.reward.engine.Engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** A product of two square matrices in an engine's format: the speed that a network of dense layers can at best come near to. */
public final class MatrixProduct implements AutoCloseable {

    private final Engine engine;
    private final int size;
    private final NDManager memory;
    private final TorchModule module;
    private final NDArray left; // (size, size)
    private final NDArray right; // (size, size)

    public MatrixProduct(Engine engine, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("matrix size below 1: " + size);
        }
        this.engine = engine;
        this.size = size;
        this.memory = engine.newManager();
        this.module = engine.call(step -> new TorchModule(memory));
        this.left = engine.call(step -> matrix());
        this.right = engine.call(step -> matrix());
    }

    private NDArray matrix() {
        try (NDArray numbers = memory.randomUniform(-1, 1, new Shape(size, size), TorchTypes.master(engine.dtype()));
                NDManager onCpu = memory.newSubManager(Device.cpu())) {
            NDArray kind = onCpu.create(TorchTypes.number(engine.dtype()));
            return module.run("cast", false, new NDList(numbers, kind)).singletonOrThrow();
        }
    }

    /** Floating-point operations of one product. */
    public double flops() {
        return 2.0 * size * size * size;
    }

    /** Seconds of the product computed so many times in a row, until the device has finished. */
    public double seconds(int times) {
        return engine.call(step -> {
            long start = System.nanoTime();
            NDArray repeats = step.newSubManager(Device.cpu()).create((long) times);
            NDArray element = module.run("product", false, new NDList(left, right, repeats))
                    .singletonOrThrow();
            try (element) {
                element.toDevice(Device.cpu(), false).getFloat();
                return (System.nanoTime() - start) / 1e9;
            }
        });
    }

    @Override
    public void close() {
        engine.release(memory);
    }
}
