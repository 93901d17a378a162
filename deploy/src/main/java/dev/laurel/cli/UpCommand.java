package dev.laurel.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import dev.laurel.local.LocalStack;
import dev.laurel.stack.Home;
import dev.laurel.stack.Part;
import dev.laurel.stack.StackEvent;
import dev.laurel.stack.StackOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the local stack until Ctrl-C, or until one of its parts dies. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Runs broker, registry and the three services on this machine until Ctrl-C. What they know is kept in --data.")
final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "laurel-data",
            description = "Where topics, schemas and models are kept. Default: ${DEFAULT-VALUE}")
    private Path data;

    @Mixin
    private StackPorts ports;

    @Override
    public Integer call() throws Exception {
        CompletableFuture<StackEvent.Died> death = new CompletableFuture<>();
        StackOptions options = StackOptions.keeping(Home.find(), data)
                .ports(ports.ports())
                .listener(event -> {
                    print(event);
                    if (event instanceof StackEvent.Died died) {
                        death.complete(died);
                    }
                });
        try (LocalStack running = LocalStack.start(options, List.of(), Map.of())) {
            System.out.printf(
                    "%nLaurel is up. Kafka %s, registry %s, ingest %s, trainer %s, scorer %s.%nData in %s, logs in %s. Ctrl-C ends it.%n",
                    running.stack().bootstrapServers(),
                    running.stack().registryUrl(),
                    running.url(Part.INGEST),
                    running.url(Part.TRAINER),
                    running.url(Part.SCORER),
                    running.stack().data(),
                    running.stack().data().resolve("logs"));
            StackEvent.Died died = death.get();
            System.err.println("laurel: the " + died.part().label() + " died, so the rest is stopped too");
        }
        return Exit.FAILED;
    }

    private static void print(StackEvent event) {
        if (event instanceof StackEvent.Ready ready) {
            System.out.printf(
                    "%-9s ready after %.1f s%n",
                    ready.part().label(), ready.after().toMillis() / 1000.0);
        } else if (event instanceof StackEvent.Died died) {
            System.err.println("laurel: " + died);
        }
    }
}
