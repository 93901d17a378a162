package dev.laurel.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/** A stack's hold on its data directory, of which another stack must keep away. Ends with this JVM in any case. */
record DataLock(Path data, FileChannel channel) implements AutoCloseable {

    private static final String FILE = "lock";

    /** @throws StackException if another stack holds it, or nothing can be written there */
    static DataLock take(Path data) {
        try {
            Files.createDirectories(data);
            FileChannel channel = FileChannel.open(data.resolve(FILE), CREATE, WRITE);
            if (!isFree(channel)) {
                channel.close();
                throw new StackException("the data directory " + data
                        + " is in use by another stack: stop it, or choose another directory with --data");
            }
            return new DataLock(data, channel);
        } catch (IOException e) {
            throw new StackException(
                    "the data directory " + data + " cannot be used: " + Plain.reason(e)
                            + "; choose another with --data",
                    e);
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackException("the lock of " + data + " cannot be given back: " + Plain.reason(e), e);
        }
    }
}
