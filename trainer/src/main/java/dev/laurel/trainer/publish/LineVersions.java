package dev.laurel.trainer.publish;

import java.io.IOException;
import java.util.Optional;

/** The versions of one line: in the store with all that made them, and in the models topic as others see them. */
public record LineVersions(String line, CheckpointStore store, ModelTopic topic, Retention retention) {

    /** What is announced now. */
    public AnnouncedModels announced() {
        return topic.read(line);
    }

    /**
     * Takes the line over from whichever trainer had it, deletes what an interrupted run left, and announces what was committed and not announced.
     */
    public OpenLine open() throws IOException {
        return OpenLine.open(this);
    }

    /** The champion that is announced now. */
    public Optional<StoredVersion> champion() throws IOException {
        return champion(announced());
    }

    /**
     * The champion that is announced.
     *
     * @throws IllegalStateException if the store does not have it
     */
    Optional<StoredVersion> champion(AnnouncedModels models) throws IOException {
        Optional<Integer> number = models.champion();
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Optional<StoredVersion> champion = store.version(number.get());
        if (champion.isEmpty()) {
            throw new IllegalStateException("version " + number.get() + " is the announced champion of line " + line
                    + " and is not in the store " + store.directory());
        }
        return champion;
    }
}
