package dev.laurel.reward.engine;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import dev.laurel.reward.TestEngine;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EngineTest {

    @Test
    void describesItself() {
        try (Engine engine = TestEngine.start(Dtype.FLOAT32)) {
            EngineDescription description = engine.describe();

            assertThat(description.engine()).startsWith("PyTorch 2.");
            assertThat(description.nativeLibrary()).isNotBlank();
            assertThat(description.device()).isEqualTo("cpu");
            assertThat(description.threads()).isEqualTo(TestEngine.THREADS);
            assertThat(description.memoryBytes()).isPositive();
            assertThat(engine.gpuMemoryInUse(true)).isEmpty();
        }
    }

    @Test
    void oneNumberOfThreadsPerJvm() {
        TestEngine.start(Dtype.FLOAT32).close();
        EngineOptions other = new EngineOptions("cpu", TestEngine.THREADS + 1, Dtype.FLOAT32);

        assertThatThrownBy(() -> Engine.start(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("runs 2 threads")
                .hasMessageContaining("cannot run 3");
    }

    @Test
    void aGpuThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Engine.start(new EngineOptions("gpu:99", TestEngine.THREADS, Dtype.FLOAT32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gpu:99 is not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cuda:0", "gpu:-1", "CPU"})
    void anUnknownDeviceIsRefusedByName(String device) {
        assertThatThrownBy(() -> new EngineOptions(device, 1, Dtype.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gpu:N: " + device);
    }

    @Test
    void aClosedEngineRefusesWork() {
        Engine engine = TestEngine.start(Dtype.FLOAT32);
        engine.close();
        engine.close();

        assertThatThrownBy(() -> engine.call(NDManager::isOpen))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void closingWaitsForWorkInFlight() throws InterruptedException {
        Engine engine = TestEngine.start(Dtype.FLOAT32);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<float[]> result = new AtomicReference<>();
        Thread worker = new Thread(() -> result.set(engine.call(step -> {
            started.countDown();
            awaitQuietly(release);
            return step.ones(new ai.djl.ndarray.types.Shape(3)).toFloatArray();
        })));
        worker.start();
        started.await();
        Thread closer = new Thread(engine::close);
        closer.start();

        assertThat(closer.isAlive()).isTrue();
        release.countDown();
        closer.join();
        worker.join();

        assertThat(result.get()).containsExactly(1, 1, 1);
    }

    @Test
    void whatWorkThrowsReachesItsCaller() {
        try (Engine engine = TestEngine.start(Dtype.FLOAT32)) {
            assertThatThrownBy(() -> engine.call(step -> {
                        throw new UnsupportedOperationException("from the native thread");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("from the native thread");
            assertThat(engine.<List<Integer>>call(step -> List.of(1))).containsExactly(1);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
