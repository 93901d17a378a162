package dev.laurel.command.option;

import dev.laurel.command.client.HandoverClient;
import dev.laurel.command.client.TrainerClient;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One of a trainer's model lines. */
public final class LineChoice {

    @Option(names = "--line", defaultValue = "default", description = "The model line. Default: ${DEFAULT-VALUE}")
    private String name;

    @Mixin
    private TrainerChoice trainer;

    public String name() {
        return name;
    }

    public TrainerClient trainer() {
        return trainer.client();
    }

    public HandoverClient handover() {
        return new HandoverClient(trainer.address(), name);
    }
}
