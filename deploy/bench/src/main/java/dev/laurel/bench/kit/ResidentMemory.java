package dev.laurel.bench.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/** Resident memory of processes, as Linux counts it. */
public final class ResidentMemory implements MemoryMeter {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final String PEAK = "5"; // sets the high-water mark to what is resident now

    private static final int LOOKS = 40;
    private static final long PAUSE_NANOS = 250_000_000;
    private static final long NOISE = 1 << 20;

    /** The C library's functions. */
    private interface C extends Library {
        int malloc_trim(long keep);
    }

    /** Whether this system says how much memory is resident. */
    public static boolean isKnown() {
        return Files.isReadable(STATUS);
    }

    /** Whether it also says how much was at the peak. */
    public static boolean peakIsKnown() {
        return isKnown() && Files.isWritable(RESET);
    }

    @Override
    public String kind() {
        return "resident";
    }

    /** What is resident after everything that is free has been given back, which the collector goes on doing for a while. */
    private static long settled() {
        System.gc(); // also lets go of checkpoint files that are mapped
        if (Platform.isLinux()) {
            Native.load(Platform.C_LIBRARY_NAME, C.class).malloc_trim(0);
        }
        long last = Long.MAX_VALUE;
        long now = bytes("VmRSS");
        for (int i = 0; i < LOOKS && last - now > NOISE; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            last = now;
            now = bytes("VmRSS");
        }
        return now;
    }

    @Override
    public long peakExtra(Runnable work) {
        long before = settled();
        try {
            Files.writeString(RESET, PEAK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        work.run();
        return bytes("VmHWM") - before;
    }

    /** A line of this process' status, such as {@code VmRSS}. */
    public static long bytes(String name) {
        return bytes(STATUS, name);
    }

    /** What another process has resident; throws UncheckedIOException if there is none. */
    public static long of(ProcessHandle process) {
        return bytes(Path.of("/proc", Long.toString(process.pid()), "status"), "VmRSS");
    }

    private static long bytes(Path status, String name) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(status + " has no " + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
