package dev.laurel.trainer.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.WeightAverage;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.reward.train.TrainingRun;
import dev.laurel.trainer.file.Durable;

/**
 * Where a training run leaves what it has reached, so that a crash costs the steps since: step checkpoints, of which the last is kept, and
 * in the end the trained model, and its mean with others. For one thread.
 */
public final class RunDirectory {

    private static final String STEP = "step-";
    private static final String MODEL = "model";
    private static final String AVERAGED = "averaged";
    private static final String PREPARED = ".tmp";

    private final Path directory;
    private final Duration interval;
    private final Optional<Path> start;
    private long savedAt = System.nanoTime();

    /** @param interval least time between two step checkpoints */
    public RunDirectory(Path directory, Duration interval) throws IOException {
        this.directory = directory;
        this.interval = interval;
        this.start = steps().stream().max(Path::compareTo);
    }

    /**
     * Bytes that a run has on the disk at most: two step checkpoints, one of them being written, each of float32 weights and their two moments; with adapters, which
     * are small beside the weights, one model and as much again.
     *
     * @param from the model that it starts from
     */
    public static long needed(Path from, TrainingOptions options) {
        long weights = HuggingFaceDirectory.open(from).backbone().parameters().stream()
                .mapToLong(parameter -> parameter.size() * Float.BYTES)
                .sum();
        return (options.lora().isPresent() ? 2 : 6) * weights;
    }

    /** The trained model, with a record of every step; there once it is whole. */
    public Path model() {
        return directory.resolve(MODEL);
    }

    boolean isTrained() {
        return Files.exists(model());
    }

    /** The last step checkpoint of earlier processes; it stays while the run that begins with it goes on. */
    Optional<Path> start() {
        return start;
    }

    /** Suspends a run if the last time is long ago. */
    void offer(TrainingRun run, List<StepRecord> records) {
        if (System.nanoTime() - savedAt >= interval.toNanos()) {
            suspend(run, records);
        }
    }

    void suspend(TrainingRun run, List<StepRecord> records) {
        try {
            List<Path> before = steps();
            Path prepared = fresh();
            run.suspend(prepared);
            StepRecord.write(prepared, records);
            Durable.rename(prepared, directory.resolve(STEP + "%09d".formatted(run.stepsTaken())));
            for (Path earlier : before) {
                if (!start.equals(Optional.of(earlier))) {
                    Durable.delete(earlier);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        savedAt = System.nanoTime();
    }

    void finish(TrainingRun run, List<StepRecord> records) throws IOException {
        Path prepared = fresh();
        run.save(prepared);
        StepRecord.write(prepared, records);
        Durable.rename(prepared, model());
        for (Path step : steps()) {
            Durable.delete(step);
        }
    }

    /** The mean of the trained model and others, with the trained model's record of steps; written when it is first asked for. */
    Path averaged(List<Path> others) throws IOException {
        Path averaged = directory.resolve(AVERAGED);
        if (Files.notExists(averaged)) {
            Path prepared = fresh();
            WeightAverage.write(
                    Stream.concat(Stream.of(model()), others.stream()).toList(), prepared);
            Files.copy(model().resolve(StepRecord.FILE), prepared.resolve(StepRecord.FILE));
            Durable.rename(prepared, averaged);
        }
        return averaged;
    }

    /** Fills a directory with a model. */
    @FunctionalInterface
    public interface Filling {
        void fill(Path directory) throws IOException;
    }

    /** Takes a model that was trained elsewhere as the trained one, without any step. */
    public void take(Filling model) throws IOException {
        Path prepared = fresh();
        model.fill(prepared);
        StepRecord.write(prepared, List.of());
        Durable.rename(prepared, model());
    }

    /** Deletes what was being written when it failed; says whether anything whole is left to go on from. */
    public boolean dropHalfWritten() throws IOException {
        Durable.delete(directory.resolve(PREPARED));
        return isTrained() || !steps().isEmpty();
    }

    private Path fresh() throws IOException {
        Path prepared = directory.resolve(PREPARED);
        Durable.delete(prepared);
        return Files.createDirectory(prepared);
    }

    private List<Path> steps() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(STEP))
                    .toList();
        }
    }
}
