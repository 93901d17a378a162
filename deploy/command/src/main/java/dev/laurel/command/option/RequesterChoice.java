package dev.laurel.command.option;

import picocli.CommandLine.Option;

/** Who asks the trainer for something that is recorded, and why. */
public final class RequesterChoice {

    @Option(names = "--reason", required = true, description = "Why; recorded.")
    private String reason;

    @Option(names = "--actor", required = true, description = "Who asks for it; recorded.")
    private String actor;

    public String reason() {
        return reason;
    }

    public String actor() {
        return actor;
    }
}
