package dev.laurel.command.local;

import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.laurel.command.client.Cluster;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.StackOptions;

import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Starts the local stack on free ports and stops it again, which leaves class-data archives of all its parts behind; the
 * command's script runs it after a build.
 */
@Command(
        name = "prepare",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Makes later starts shorter. A build does it.")
public final class PrepareCommand implements Runnable {

    private static final String NOWHERE = "127.0.0.1:1";

    @Option(names = "--own-classes", description = "Only load what the command itself needs to speak with services.")
    private boolean ownClasses;

    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        if (ownClasses) {
            command.root().commandLine().getSubcommands().values().forEach(sub -> sub.getUsageMessage());
            try (Admin admin =
                    Cluster.at(NOWHERE, "http://" + NOWHERE, new Properties()).admin()) {
                admin.metrics();
            }
            return;
        }
        LocalStack.start(StackOptions.temporary(Checkout.find()), List.of(), Map.of())
                .close();
    }
}
