package dev.laurel.reward.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import ai.djl.pytorch.jni.JniUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of the JVM that enters the native library, so that its thread-local settings hold everywhere, one computation has all
 * threads of the machine, and nothing runs in it while the JVM ends.
 */
final class NativeThread {

    private static final Logger log = LoggerFactory.getLogger(NativeThread.class);
    private static final long DRAIN_SECONDS = 60;

    private static NativeThread instance;

    private static final String SHUT_DOWN = "the engine is shut down with its JVM";

    private final int threads;
    private final ExecutorService executor;
    private volatile Thread thread;

    private NativeThread(int threads) {
        this.threads = threads;
        this.executor = Executors.newSingleThreadExecutor(work -> {
            Thread created = new Thread(work, "laurel-engine");
            created.setDaemon(true);
            created.setContextClassLoader(NativeThread.class.getClassLoader());
            thread = created;
            return created;
        });
    }

    /** The thread, started and the library loaded on first use; the number of threads of an operation is decided then. */
    static synchronized NativeThread start(int threads) {
        if (instance == null) {
            NativeThread started = new NativeThread(threads);
            started.run(() -> {
                started.loadLibrary();
                return null;
            });
            Runtime.getRuntime().addShutdownHook(new Thread(started::drain, "laurel-engine-drain"));
            instance = started;
        }
        if (instance.threads != threads) {
            throw new IllegalStateException("the engine of this JVM runs " + instance.threads
                    + " threads inside an operation and cannot run " + threads + " as well");
        }
        return instance;
    }

    /** Runs work on the thread and waits for its result; an interrupt of the caller does not end the wait. */
    <T> T run(Callable<T> work) {
        if (Thread.currentThread() == thread) {
            return result(work);
        }
        Future<T> future;
        try {
            future = executor.submit(work);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException(SHUT_DOWN, e);
        }
        return await(future);
    }

    /** Whether it takes work; no longer once the JVM ends. */
    boolean running() {
        return !executor.isShutdown();
    }

    private static <T> T await(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                } catch (CancellationException e) {
                    throw new IllegalStateException(SHUT_DOWN, e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> T result(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw rethrown(e);
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }

    private void loadLibrary() {
        System.setProperty(
                "ai.djl.offline", "true"); // the library is on the class path or in PYTORCH_LIBRARY_PATH, never fetched
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        NativeEnvironment.prepare();
        ai.djl.engine.Engine.getEngine("PyTorch");
        JniUtils.setNumThreads(threads); // also turns MKL's own choice of threads off
        JniUtils.setGraphExecutorOptimize(false); // profiling makes first calls slow and gains nothing here
        JniUtils.setGradMode(false);
    }

    /**
     * Ends the thread after the computation in flight, since the native library does not survive the JVM's exit inside one. Work that waits for its
     * turn is cancelled, so that nobody waits for it.
     */
    private void drain() {
        executor.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
        try {
            if (!executor.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                log.warn("native computation still running at exit seconds={}", DRAIN_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
