package dev.laurel.stack;

import java.util.Locale;

/** A part of the local stack; one child process each. */
public enum Part {
    BROKER(9092),
    REGISTRY(8081),
    INGEST(8080),
    TRAINER(8082),
    SCORER(8083);

    private final int defaultPort;

    Part(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /** The port it listens on unless told otherwise. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Its name in lower case, as in messages, directories and option names. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is one of Laurel's own services. */
    public boolean service() {
        return this != BROKER && this != REGISTRY;
    }
}
