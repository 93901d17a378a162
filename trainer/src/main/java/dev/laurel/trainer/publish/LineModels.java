package dev.laurel.trainer.publish;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;

/**
 * What the models topic says about one line.
 *
 * @param checkpoints how each version was announced, the last time it was
 * @param appointment the latest appointment of a champion
 */
public record LineModels(Map<Integer, Checkpoint> checkpoints, Optional<Appointment> appointment) {

    /** @param version the champion */
    public record Appointment(int version, Champion record) {}

    public LineModels {
        checkpoints = Map.copyOf(checkpoints);
    }

    /** The versions that were announced. */
    public Set<Integer> announced() {
        return checkpoints.keySet();
    }

    /** How a version was announced; empty if it was not. */
    public Optional<Checkpoint> checkpoint(int version) {
        return Optional.ofNullable(checkpoints.get(version));
    }

    public Optional<Integer> champion() {
        return appointment.map(Appointment::version);
    }
}
