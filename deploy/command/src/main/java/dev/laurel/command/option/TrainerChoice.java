package dev.laurel.command.option;

import java.net.URI;

import dev.laurel.command.client.TrainerClient;

import picocli.CommandLine.Option;

/** The trainer that a command speaks to. */
public final class TrainerChoice {

    @Option(names = "--trainer", defaultValue = "http://127.0.0.1:8082", description = "Default: ${DEFAULT-VALUE}")
    private URI address;

    URI address() {
        return address;
    }

    public TrainerClient client() {
        return new TrainerClient(address);
    }
}
