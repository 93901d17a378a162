package dev.laurel.trainer;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.laurel.schema.accept.Shown;
import dev.laurel.trainer.line.LineTrainer;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.line.RefusedException.Kind;
import dev.laurel.trainer.run.WindowRuns;

/** The model lines of this trainer, on one queue: windows run one after the other. Safe for many threads. */
public final class Lines implements AutoCloseable {

    private final Map<String, ModelLine> lines = new TreeMap<>();
    private final TrainingQueue queue;

    public Lines(List<LineTrainer> trainers, TrainerMetrics metrics, Clock clock) throws IOException {
        this.queue = new TrainingQueue(metrics, clock);
        for (LineTrainer trainer : trainers) {
            WindowRuns runs = new WindowRuns(trainer);
            lines.put(trainer.name(), new ModelLine(runs, queue, metrics, clock));
            metrics.watch(runs);
        }
    }

    public Set<String> names() {
        return Set.copyOf(lines.keySet());
    }

    public List<ModelLine> all() {
        return List.copyOf(lines.values());
    }

    /** @throws RefusedException if there is none of that name */
    public ModelLine line(String name) {
        ModelLine line = lines.get(name);
        if (line == null) {
            throw new RefusedException(
                    Kind.UNKNOWN,
                    "no line " + Shown.inLine(name, 80) + "; the lines are " + lines.keySet()
                            + " (laurel: --line NAME)");
        }
        return line;
    }

    /** Announces what earlier processes left, line by line, and goes on with the windows that they did not finish. */
    public void recover() throws IOException {
        for (ModelLine line : lines.values()) {
            line.recover();
        }
        lines.values().forEach(ModelLine::open);
    }

    /** Runs something that no window may run beside, when those before it have ended. */
    public void afterwards(Runnable work) {
        queue.afterwards(work);
    }

    @Override
    public void close() {
        queue.close();
    }
}
