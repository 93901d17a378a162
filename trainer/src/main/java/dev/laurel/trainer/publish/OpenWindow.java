package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.file.DiskFullException;
import dev.laurel.trainer.file.Durable;
import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.train.RunDirectory;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.WindowArchive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A window that is becoming a version: a directory with its plan, its pairs, and what its training has reached. It outlives the process;
 * whoever takes it over gives it another name, so that the one before can write nothing more into it.
 */
public final class OpenWindow {

    static final String PREFIX = ".window-";
    static final List<String> ARCHIVES = List.of(WindowArchive.TRAINING, WindowArchive.REPLAY, WindowArchive.HELD_OUT);

    private static final String PLAN = "plan.json";
    private static final ObjectMapper JSON = Json.mapper();

    private final Path directory;
    private final WindowPlan plan;

    private OpenWindow(Path directory, WindowPlan plan) {
        this.directory = directory;
        this.plan = plan;
    }

    /** Writes down what is to be trained; the plan last, so that a directory that has it is whole. */
    static OpenWindow begin(Path line, Split pairs, Planner planner) throws IOException {
        Path directory = Files.createDirectory(line.resolve(PREFIX + UUID.randomUUID()));
        try {
            WindowArchive.write(directory.resolve(WindowArchive.TRAINING), pairs.training());
            WindowArchive.write(directory.resolve(WindowArchive.REPLAY), pairs.replayed());
            WindowArchive.write(directory.resolve(WindowArchive.HELD_OUT), pairs.heldOut());
            WindowPlan plan = planner.plan(FileDigest.of(directory, ARCHIVES));
            Durable.write(directory.resolve(PLAN), JSON.writeValueAsBytes(plan));
            return new OpenWindow(directory, plan);
        } catch (IOException | RuntimeException e) {
            Durable.delete(directory);
            throw e;
        }
    }

    /** Makes a plan, told the digests of the archives. */
    @FunctionalInterface
    public interface Planner {
        WindowPlan plan(Map<String, String> archives);
    }

    /** Takes a directory over; empty, and the directory deleted, where an interrupted beginning is all it holds. */
    static Optional<OpenWindow> takeOver(Path found) throws IOException {
        Path directory =
                Files.move(found, found.resolveSibling(PREFIX + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
        Path plan = directory.resolve(PLAN);
        if (Files.notExists(plan)) {
            Durable.delete(directory);
            return Optional.empty();
        }
        try {
            OpenWindow window = new OpenWindow(directory, JSON.readValue(Files.readAllBytes(plan), WindowPlan.class));
            if (window.plan().registration().isPresent()
                    && Files.notExists(window.run(Duration.ZERO).model())) {
                window.delete(); // its model was being copied, and nothing else is to be trained instead
                return Optional.empty();
            }
            return Optional.of(window);
        } catch (JsonProcessingException e) {
            throw new IOException(plan + " is no plan of a window: " + e.getOriginalMessage(), e);
        }
    }

    /** Whether a directory has its plan, and with it everything that a window begins with. */
    static boolean isWhole(Path directory) {
        return Files.exists(directory.resolve(PLAN));
    }

    public WindowPlan plan() {
        return plan;
    }

    /**
     * Its pairs.
     *
     * @throws TamperedException if an archive was changed
     */
    public Split pairs() throws IOException {
        StoredVersion.verify(directory, ARCHIVES, plan.archives());
        return new Split(
                WindowArchive.read(directory.resolve(WindowArchive.TRAINING)),
                WindowArchive.read(directory.resolve(WindowArchive.REPLAY)),
                WindowArchive.read(directory.resolve(WindowArchive.HELD_OUT)));
    }

    /** @param interval least time between two step checkpoints */
    public RunDirectory run(Duration interval) throws IOException {
        return new RunDirectory(directory, interval);
    }

    /** Whether another trainer has taken it over since, or somebody deleted it. */
    public boolean isLost() {
        return Files.notExists(directory);
    }

    /** Puts the archives beside the trained model, which is then all that a version needs but its manifest. */
    public void archiveInto(Path model) throws IOException {
        for (String archive : ARCHIVES) {
            Files.copy(directory.resolve(archive), model.resolve(archive), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Whether it has such a pair. */
    public boolean holds(Predicate<PreferencePair> pairs) throws IOException {
        return new ErasedArchives(directory).hold(pairs);
    }

    /**
     * Clears up after the disk took no more: what was whole stays for the next holder of the line to go on from, the rest goes.
     *
     * @return what to tell
     */
    public DiskFullException exhausted(Exception cause) throws IOException {
        boolean goesOn = run(Duration.ZERO).dropHalfWritten();
        if (!goesOn) {
            delete();
        }
        return new DiskFullException(
                "the disk of " + directory.getParent() + " took no more (" + cause.getMessage()
                        + "); the champion is untouched, and the next window "
                        + (goesOn ? "goes on from what this one had reached" : "begins with the same pairs"),
                cause);
    }

    /** Deletes it, if it is still there. */
    public void delete() throws IOException {
        Durable.delete(directory);
    }
}
