package dev.laurel.trainer.publish;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;

/**
 * What the models topic says about one line.
 *
 * @param checkpoints how each version was announced, the last time it was
 * @param appointments of champions, the latest last; the topic keeps the latest, and earlier ones for a time
 */
public record AnnouncedModels(Map<Integer, Checkpoint> checkpoints, List<Appointment> appointments) {

    /** @param version the champion */
    public record Appointment(int version, Champion record, Instant at) {}

    public AnnouncedModels {
        checkpoints = Map.copyOf(checkpoints);
        appointments = List.copyOf(appointments);
    }

    /** The versions that were announced. */
    public Set<Integer> announced() {
        return checkpoints.keySet();
    }

    /** How a version was announced; empty if it was not. */
    public Optional<Checkpoint> checkpoint(int version) {
        return Optional.ofNullable(checkpoints.get(version));
    }

    /** The latest appointment. */
    public Optional<Appointment> appointment() {
        return appointments.isEmpty() ? Optional.empty() : Optional.of(appointments.get(appointments.size() - 1));
    }

    public Optional<Integer> champion() {
        return appointment().map(Appointment::version);
    }

    /** The same with something announced since. */
    AnnouncedModels with(Map<Integer, Checkpoint> more, Optional<Appointment> next) {
        Map<Integer, Checkpoint> all = new HashMap<>(checkpoints);
        all.putAll(more);
        return new AnnouncedModels(
                all, Stream.concat(appointments.stream(), next.stream()).toList());
    }
}
