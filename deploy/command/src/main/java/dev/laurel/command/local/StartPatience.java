package dev.laurel.command.local;

import java.time.Duration;

import dev.laurel.stack.StackOptions;

import picocli.CommandLine.Option;

/** How long a command waits for the local stack. */
public final class StartPatience {

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description =
                    "Most time that a part of the stack may take to start, as long as it makes progress. Default: "
                            + "${DEFAULT-VALUE}")
    private long seconds;

    /** @throws IllegalArgumentException if it is not above 0 */
    StackOptions over(StackOptions options) {
        return options.timeout(timeout());
    }

    public Duration timeout() {
        return Duration.ofSeconds(seconds);
    }
}
