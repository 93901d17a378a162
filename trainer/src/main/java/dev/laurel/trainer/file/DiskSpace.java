package dev.laurel.trainer.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Room on the disk of the checkpoint store. */
public final class DiskSpace {

    /** Beside the model: archives, records, and what others write. */
    private static final long RESERVE = 64L << 20;

    /** The words of Linux: no space, a quota, a limit on the size of files. */
    private static final List<String> EXHAUSTED =
            List.of("No space left on device", "Disk quota exceeded", "File too large");

    private static final double MIB = 1 << 20;

    private DiskSpace() {}

    /**
     * Refuses work that would fill the disk.
     *
     * @param bytes what it will write at most
     * @param what it is, in words
     * @throws DiskFullException if there is less
     */
    public static void require(Path directory, long bytes, String what) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < bytes + RESERVE) {
            throw new DiskFullException(String.format(
                    Locale.ROOT,
                    "the disk of %s has %.0f MiB free, and %s needs about %.0f MiB; nothing was begun",
                    directory,
                    free / MIB,
                    what,
                    (bytes + RESERVE) / MIB));
        }
    }

    /** Whether something failed because the disk took no more. */
    public static boolean isExhausted(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof IOException && EXHAUSTED.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
