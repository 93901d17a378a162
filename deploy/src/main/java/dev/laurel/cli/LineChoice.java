package dev.laurel.cli;

import dev.laurel.client.HandoverClient;
import dev.laurel.client.TrainerClient;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One of a trainer's model lines. */
final class LineChoice {

    @Option(names = "--line", defaultValue = "default", description = "The model line. Default: ${DEFAULT-VALUE}")
    private String name;

    @Mixin
    private TrainerChoice trainer;

    String name() {
        return name;
    }

    TrainerClient trainer() {
        return trainer.client();
    }

    HandoverClient handover() {
        return new HandoverClient(trainer.address(), name);
    }
}
