package dev.laurel.reward.engine;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.cuda.CudaUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Native tensors of one device and number format. The native library is loaded once per JVM and entered by one thread; engines share it.
 *
 * <p>Reproducible: with the same number of threads on the same kind of CPU, the same calls give the same bits. Safe for many threads:
 * their calls queue, and each has the whole machine while it runs.
 */
public final class Engine implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private final EngineOptions options;
    private final NativeThread thread;
    private final Device device;
    private final Dtype dtype;
    private final NDManager root;
    private boolean closed; // read and written on the native thread

    private Engine(EngineOptions options, NativeThread thread) {
        this.options = options;
        this.thread = thread;
        this.device = thread.run(() -> device(options.device()));
        this.dtype = options.dtype().orElse(device.isGpu() ? Dtype.BFLOAT16 : Dtype.FLOAT32);
        this.root = thread.run(() -> djl().newBaseManager(device));
    }

    /**
     * Starts an engine.
     *
     * @throws IllegalStateException if the JVM's native library already runs another number of threads
     * @throws IllegalArgumentException if the device is not there
     */
    public static Engine start(EngineOptions options) {
        Engine engine = new Engine(options, NativeThread.start(options.threads()));
        log.info("engine started device={} threads={} dtype={}", engine.device, options.threads(), engine.dtype());
        return engine;
    }

    public boolean onGpu() {
        return device.isGpu();
    }

    /** The format of the computation. */
    public Dtype dtype() {
        return dtype;
    }

    /**
     * Runs native work and waits for its result. The manager owns what the work creates and ends with it: only plain Java leaves.
     *
     * @throws IllegalStateException if the engine is closed or the JVM ends
     */
    public <T> T call(Function<NDManager, T> work) {
        return thread.run(() -> {
            refuseIfClosed();
            try (NDManager step = root.newSubManager()) {
                return work.apply(step);
            }
        });
    }

    /** A manager for tensors that outlive a call, such as weights; its owner gives it to {@link #release}. */
    public NDManager newManager() {
        return thread.run(() -> {
            refuseIfClosed();
            return root.newSubManager();
        });
    }

    /** Closes such a manager after the call in flight; without effect where the engine, or the JVM's use of it, has ended before. */
    public void release(NDManager manager) {
        if (thread.running()) {
            thread.run(() -> {
                manager.close();
                return null;
            });
        }
    }

    /** What the engine is on this machine, and what is missing for CUDA. */
    public EngineDescription describe() {
        return thread.run(() -> new EngineDescription(
                djl().getEngineName() + " " + djl().getVersion(),
                ai.djl.engine.Engine.getDjlVersion(),
                LibUtils.getLibtorchPath(),
                device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu",
                options.threads(),
                dtype,
                NativeEnvironment.inEffect(),
                djl().getGpuCount(),
                memoryBytes(),
                remarks()));
    }

    /**
     * Bytes of the GPU's memory in use, by whatever process, with what the native library keeps in reserve; empty without a GPU.
     *
     * @param release whether the reserve is given back first
     */
    public OptionalLong gpuMemoryInUse(boolean release) {
        return thread.run(() -> {
            if (!device.isGpu()) {
                return OptionalLong.empty();
            }
            if (release) {
                JniUtils.emptyCudaCache();
            }
            return OptionalLong.of(CudaUtils.getGpuMemory(device).getUsed());
        });
    }

    /** Waits for the call in flight, frees all tensors of this engine and refuses further calls. */
    @Override
    public void close() {
        if (!thread.running()) {
            return;
        }
        thread.run(() -> {
            if (!closed) {
                closed = true;
                root.close();
            }
            return null;
        });
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
    }

    private static ai.djl.engine.Engine djl() {
        return ai.djl.engine.Engine.getEngine("PyTorch");
    }

    private static Device device(String wanted) {
        int gpus = djl().getGpuCount();
        if (wanted.equals("cpu") || wanted.equals("auto") && gpus == 0) {
            return Device.cpu();
        }
        int index = wanted.equals("auto") ? 0 : Integer.parseInt(wanted.substring("gpu:".length()));
        if (index >= gpus) {
            throw new IllegalArgumentException("device " + wanted + " is not there: the engine sees " + gpus + " GPUs");
        }
        return Device.gpu(index);
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (djl().getGpuCount() == 0) {
            remarks.add(
                    "no GPU: for CUDA, point PYTORCH_LIBRARY_PATH at libtorch 2.7.1 with CUDA 12.8 and set PYTORCH_VERSION=2.7.1 and"
                            + " PYTORCH_FLAVOR=cu128");
        }
        for (String variable : List.of("MKL_DYNAMIC", "OMP_DYNAMIC")) {
            if ("true".equalsIgnoreCase(System.getenv(variable))) {
                remarks.add(variable + "=true lets the number of threads vary, and with it the last bits of results");
            }
        }
        return remarks;
    }

    private static long memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }
}
