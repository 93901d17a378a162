package dev.laurel.command.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.laurel.command.console.Exit;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.StackEvent;
import dev.laurel.stack.StackOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the local stack until Ctrl-C, or until one of its parts dies. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Runs broker, registry and the three services on this machine until Ctrl-C. What they know is kept in --data.")
public final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "laurel-data",
            description = "Where topics, schemas and models are kept. Default: ${DEFAULT-VALUE}")
    private Path data;

    @Mixin
    private StackPorts ports;

    @Mixin
    private StartPatience patience;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        StackTeller teller = new StackTeller(out, err);
        try (LocalStack running = LocalStack.start(options().listener(teller), List.of(), Map.of())) {
            teller.up();
            out.printf(
                    "%nLaurel is up. Kafka %s, registry %s, ingest %s, trainer %s, scorer %s.%nData in %s, logs in %s. Ctrl-C ends it.%n",
                    running.stack().bootstrapServers(),
                    running.stack().registryUrl(),
                    running.url(Part.INGEST),
                    running.url(Part.TRAINER),
                    running.url(Part.SCORER),
                    running.stack().data(),
                    running.stack().data().resolve("logs"));
            out.flush();
            StackEvent.Died died = teller.awaitDeath();
            err.println("laurel: the " + died.part().label() + " died, so the rest is stopped too");
        }
        return Exit.FAILED;
    }

    private StackOptions options() {
        try {
            return patience.over(StackOptions.keeping(Checkout.find(), data).ports(ports.ports()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
