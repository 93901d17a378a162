package dev.laurel.reward.network;

import dev.laurel.reward.TestEngine;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class MatrixProductTest {

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void computesAsOftenAsAsked(Dtype dtype) {
        try (Engine engine = TestEngine.start(dtype);
                MatrixProduct product = new MatrixProduct(engine, 256)) {
            product.seconds(4);

            double few = product.seconds(4);
            double many = product.seconds(400);

            assertThat(product.flops()).isEqualTo(33_554_432.0);
            assertThat(many).isGreaterThan(5 * few);
        }
    }
}
