package dev.laurel.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;

import dev.laurel.client.ServiceException;
import dev.laurel.offline.OfflineException;
import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.schema.RegistryUnavailableException;
import dev.laurel.stack.StackException;

import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

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
            "4:a version was trained and the gate held it back",
            "5:a version was trained again and something differs",
            "6:whether a version can be reproduced cannot be said here",
            "7:some rows of a file were refused, the others were taken"
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ProvisionCommand.class,
            ImportCommand.class,
            TrainCommand.class,
            ModelsCommand.class,
            ReportCommand.class,
            PromoteCommand.class,
            RollbackCommand.class,
            ReproduceCommand.class,
            LineageCommand.class,
            EraseCommand.class,
            ExportWindowCommand.class,
            RegisterCommand.class,
            ScoreCommand.class,
            TrainFileCommand.class,
            RescoreCommand.class,
            ExportSftCommand.class,
            DoctorCommand.class,
            BenchCommand.class
        })
public final class Laurel {

    private Laurel() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Laurel())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Laurel::misunderstood)
                .setExecutionExceptionHandler(Laurel::report);
    }

    /** One line, where picocli would print all options after it. */
    private static int misunderstood(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        command.getErr().println("laurel: " + error.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(error, command.getErr())) {
            command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        }
        return Exit.USAGE;
    }

    /** One line for what a user can mend, the whole trace for what is a bug. */
    private static int report(Exception error, CommandLine command, ParseResult arguments) {
        if (isEnding()) {
            return Exit.FAILED; // Ctrl-C: what was under way broke off, and that is all there is to say
        }
        if (error instanceof ServiceException refused) {
            return say(error, command, refused.status() == 0 ? Exit.UNREACHABLE : Exit.FAILED);
        }
        if (error instanceof RegistryUnavailableException || error instanceof TimeoutException) {
            return say(error, command, Exit.UNREACHABLE);
        }
        if (error instanceof StackException
                || error instanceof CommandException
                || error instanceof OfflineException
                || error instanceof CheckpointException) {
            return say(error, command, Exit.FAILED);
        }
        if (error instanceof IOException failure) {
            return say(new CommandException(message(failure), failure), command, Exit.FAILED);
        }
        error.printStackTrace(command.getErr());
        return Exit.FAILED;
    }

    /** Java's own message may be a path and nothing else. */
    private static String message(IOException error) {
        return error instanceof FileSystemException file && file.getReason() == null
                ? error.toString()
                : error.getMessage();
    }

    private static int say(Exception error, CommandLine command, int exit) {
        command.getErr().println("laurel: " + error.getMessage());
        return exit;
    }

    /** Whether the JVM is on its way out, which it tells only to those who want to hook on. */
    private static boolean isEnding() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
