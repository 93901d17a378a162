package dev.laurel.reward.checkpoint;

import java.nio.file.Path;

/** A model directory that cannot be used, named with the file and the value that is wrong. */
public final class CheckpointException extends RuntimeException {

    public CheckpointException(Path file, String problem) {
        super(file + ": " + problem);
    }

    public CheckpointException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
