package dev.laurel.command.local;

import java.util.List;
import java.util.Map;

import dev.laurel.stack.Checkout;
import dev.laurel.stack.StackOptions;

import picocli.CommandLine.Command;

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

    @Override
    public void run() {
        LocalStack.start(StackOptions.temporary(Checkout.find()), List.of(), Map.of())
                .close();
    }
}
