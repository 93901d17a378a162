package dev.laurel.command.local;

import dev.laurel.stack.Part;
import dev.laurel.stack.Ports;

import picocli.CommandLine.Option;

/** The ports of the local stack. */
public final class StackPorts {

    @Option(
            names = "--broker-port",
            defaultValue = "9092",
            description = "Default: ${DEFAULT-VALUE}; 0 picks a free one.")
    private int broker;

    @Option(names = "--registry-port", defaultValue = "8081", description = "Default: ${DEFAULT-VALUE}")
    private int registry;

    @Option(names = "--ingest-port", defaultValue = "8080", description = "Default: ${DEFAULT-VALUE}")
    private int ingest;

    @Option(names = "--trainer-port", defaultValue = "8082", description = "Default: ${DEFAULT-VALUE}")
    private int trainer;

    @Option(names = "--scorer-port", defaultValue = "8083", description = "Default: ${DEFAULT-VALUE}")
    private int scorer;

    public Ports ports() {
        return Ports.defaults()
                .with(Part.BROKER, broker)
                .with(Part.REGISTRY, registry)
                .with(Part.INGEST, ingest)
                .with(Part.TRAINER, trainer)
                .with(Part.SCORER, scorer);
    }
}
