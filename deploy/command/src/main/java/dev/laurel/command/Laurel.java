package dev.laurel.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ServiceLoader;

import dev.laurel.command.agreement.AgreementCommand;
import dev.laurel.command.client.ServiceException;
import dev.laurel.command.console.CalledAs;
import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Exit;
import dev.laurel.command.demo.DemoCommand;
import dev.laurel.command.erase.EraseCommand;
import dev.laurel.command.export.ExportSftCommand;
import dev.laurel.command.handover.ExportWindowCommand;
import dev.laurel.command.handover.RegisterCommand;
import dev.laurel.command.importing.ImportCommand;
import dev.laurel.command.lineage.LineageCommand;
import dev.laurel.command.local.PrepareCommand;
import dev.laurel.command.local.UpCommand;
import dev.laurel.command.models.ModelsCommand;
import dev.laurel.command.models.PromoteCommand;
import dev.laurel.command.models.ReportCommand;
import dev.laurel.command.models.ReproduceCommand;
import dev.laurel.command.models.RollbackCommand;
import dev.laurel.command.offline.OfflineException;
import dev.laurel.command.offline.ScoreCommand;
import dev.laurel.command.offline.TrainFileCommand;
import dev.laurel.command.option.Connection;
import dev.laurel.command.rescore.RescoreCommand;
import dev.laurel.command.setup.DoctorCommand;
import dev.laurel.command.setup.ProvisionCommand;
import dev.laurel.command.training.CancelCommand;
import dev.laurel.command.training.TrainCommand;
import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.schema.RegistryUnavailableException;
import dev.laurel.stack.Plain;
import dev.laurel.stack.StackException;

import org.apache.kafka.common.KafkaException;
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
            PrepareCommand.class,
            ProvisionCommand.class,
            ImportCommand.class,
            TrainCommand.class,
            CancelCommand.class,
            ModelsCommand.class,
            ReportCommand.class,
            PromoteCommand.class,
            RollbackCommand.class,
            ReproduceCommand.class,
            LineageCommand.class,
            AgreementCommand.class,
            EraseCommand.class,
            ExportWindowCommand.class,
            RegisterCommand.class,
            ScoreCommand.class,
            TrainFileCommand.class,
            RescoreCommand.class,
            ExportSftCommand.class,
            DoctorCommand.class
        })
public final class Laurel {

    private Laurel() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command with those of all modules that are there. */
    public static CommandLine commandLine() {
        CommandLine laurel = new CommandLine(new Laurel()).setCommandName(CalledAs.name());
        ServiceLoader.load(MoreCommands.class).forEach(more -> more.commands().forEach(laurel::addSubcommand));
        if (!laurel.getSubcommands().containsKey("bench")) {
            laurel.addSubcommand(new BenchNotHere());
        }
        return laurel.setCaseInsensitiveEnumValuesAllowed(true)
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
        if (error instanceof RegistryUnavailableException) {
            return say(error, command, Exit.UNREACHABLE);
        }
        if (error instanceof TimeoutException) {
            return say(silentKafka(command, error), command, Exit.UNREACHABLE);
        }
        if (error instanceof StackException
                || error instanceof CommandException
                || error instanceof OfflineException
                || error instanceof CheckpointException) {
            return say(error, command, isUnanswered(error.getCause()) ? Exit.UNREACHABLE : Exit.FAILED);
        }
        if (error instanceof IOException failure) {
            return say(new CommandException(Plain.reason(failure), failure), command, Exit.FAILED);
        }
        if (error instanceof UncheckedIOException failure) {
            return say(new CommandException(Plain.reason(failure.getCause()), failure), command, Exit.FAILED);
        }
        if (error instanceof KafkaException || isOurs(error)) {
            return say(error, command, Exit.FAILED);
        }
        error.printStackTrace(command.getErr());
        return Exit.FAILED;
    }

    private static boolean isUnanswered(Throwable cause) {
        return cause != null
                && (cause instanceof TimeoutException
                        || cause instanceof RegistryUnavailableException
                        || isUnanswered(cause.getCause()));
    }

    /** A value that one of our records names as bad. */
    private static boolean isOurs(Exception error) {
        return error instanceof IllegalArgumentException
                && error.getMessage() != null
                && error.getStackTrace().length > 0
                && error.getStackTrace()[0].getClassName().startsWith("dev.laurel.");
    }

    /** Kafka's own message names what it waited for, but not whom it asked. */
    private static Exception silentKafka(CommandLine command, Exception error) {
        return command.getMixins().values().stream()
                .filter(Connection.class::isInstance)
                .map(connection -> ((Connection) connection).address())
                .findFirst()
                .<Exception>map(address -> new CommandException(
                        "Kafka at " + address + " does not answer; is it running? (" + error.getMessage() + ")", error))
                .orElse(error);
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
