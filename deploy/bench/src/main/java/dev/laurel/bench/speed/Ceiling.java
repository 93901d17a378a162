package dev.laurel.bench.speed;

import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.network.MatrixProduct;

/** The speed of a large matrix product, which dense layers can at best come near to. */
final class Ceiling implements AutoCloseable {

    private final MatrixProduct product;
    private final int times;

    Ceiling(Engine engine, int size) {
        this.product = new MatrixProduct(engine, size);
        product.seconds(1);
        this.times = Timed.times(product.seconds(2) / 2);
    }

    double flopsPerSecond() {
        return times * product.flops() / product.seconds(times);
    }

    @Override
    public void close() {
        product.close();
    }
}
