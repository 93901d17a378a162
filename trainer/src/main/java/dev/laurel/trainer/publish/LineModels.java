package dev.laurel.trainer.publish;

import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Champion;

/**
 * What the models topic says about one line.
 *
 * @param announced the versions that were announced
 * @param appointment the latest appointment of a champion
 */
public record LineModels(Set<Integer> announced, Optional<Appointment> appointment) {

    /** @param version the champion */
    public record Appointment(int version, Champion record) {}

    public LineModels {
        announced = Set.copyOf(announced);
    }

    public Optional<Integer> champion() {
        return appointment.map(Appointment::version);
    }
}
