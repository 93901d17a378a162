package dev.laurel.command.option;

import dev.laurel.command.client.HandoverClient;
import dev.laurel.command.client.TrainerClient;

import picocli.CommandLine.Mixin;

/** One of a trainer's model lines. */
public final class LineChoice {

    @Mixin
    private LineName line;

    @Mixin
    private TrainerChoice trainer;

    public String name() {
        return line.get();
    }

    public TrainerClient trainer() {
        return trainer.client();
    }

    public HandoverClient handover() {
        return new HandoverClient(trainer.address(), name());
    }
}
