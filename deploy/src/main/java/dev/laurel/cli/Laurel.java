package dev.laurel.cli;

import dev.laurel.client.ServiceException;
import dev.laurel.schema.RegistryUnavailableException;
import dev.laurel.stack.StackException;

import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The {@code laurel} command. */
@Command(
        name = "laurel",
        version = "laurel 0.1.0",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Turns the feedback people give on LLM answers into rewards on the next answers.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the work failed or found nothing it could use",
            "2:the command was not understood",
            "3:Kafka, the registry or a service did not answer",
            "4:a version was trained and the gate held it back"
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ProvisionCommand.class,
            ImportCommand.class,
            TrainCommand.class,
            ModelsCommand.class,
            ScoreCommand.class,
            DoctorCommand.class,
            BenchCommand.class
        })
public final class Laurel {

    private Laurel() {}

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Laurel());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler(Laurel::report);
        System.exit(command.execute(arguments));
    }

    /** One line for what a user can mend, the whole trace for what is a bug. */
    private static int report(Exception error, CommandLine command, ParseResult arguments) {
        if (error instanceof ServiceException refused) {
            command.getErr().println("laurel: " + refused.getMessage());
            return refused.status() == 0 ? Exit.UNREACHABLE : Exit.FAILED;
        }
        if (error instanceof RegistryUnavailableException || error instanceof TimeoutException) {
            command.getErr().println("laurel: " + error.getMessage());
            return Exit.UNREACHABLE;
        }
        if (error instanceof StackException || error instanceof CommandException) {
            command.getErr().println("laurel: " + error.getMessage());
            return Exit.FAILED;
        }
        error.printStackTrace(command.getErr());
        return Exit.FAILED;
    }
}
