package dev.laurel.bench.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a line's directory tells of its unfinished window, while the trainer is at work on it or after it was killed.
 *
 * @param line the directory
 */
record WindowFiles(Path line) {

    /** Whether what is to be trained is written down. */
    boolean planned() {
        return any(window -> Files.exists(window.resolve("plan.json")));
    }

    /** Whether something is half written, by the process that was started then. */
    boolean writing(Instant processStarted) {
        return any(window -> {
            Path prepared = window.resolve(".tmp");
            try {
                return !Files.getLastModifiedTime(prepared).toInstant().isBefore(processStarted);
            } catch (IOException e) {
                return false; // it is not there, or just went
            }
        });
    }

    /** Whether the model is trained and not yet a version. */
    boolean trained() {
        return any(window -> Files.exists(window.resolve("model")));
    }

    boolean stored(int version) {
        return Files.exists(line.resolve("%06d".formatted(version)));
    }

    private boolean any(Predicate<Path> test) {
        try (Stream<Path> files = Files.list(line)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".window-"))
                    .anyMatch(test);
        } catch (NoSuchFileException e) {
            return false; // no window was begun yet
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
