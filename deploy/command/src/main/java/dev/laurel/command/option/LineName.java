package dev.laurel.command.option;

import picocli.CommandLine.Option;

/** A model line, by its name. */
public final class LineName {

    @Option(names = "--line", defaultValue = "default", description = "The model line. Default: ${DEFAULT-VALUE}")
    private String name;

    public String get() {
        return name;
    }
}
