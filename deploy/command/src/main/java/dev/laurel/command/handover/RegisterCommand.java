package dev.laurel.command.handover;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.laurel.command.client.TrainerClient;
import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.console.TrainingProgress;
import dev.laurel.command.option.LineChoice;
import dev.laurel.command.option.RequesterChoice;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a checkpoint that was trained elsewhere back as a version. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a checkpoint that was trained elsewhere, on a window written by \"${ROOT-COMMAND-NAME} export-window\", a version.",
            "It is judged like any other, and becomes champion only if the gate lets it."
        })
public final class RegisterCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            description =
                    "A Hugging Face directory that the trainer sees, or its s3:// URI. It keeps the line's tokenizer.")
    private String source;

    @Mixin
    private LineChoice line;

    @Option(
            names = "--window",
            paramLabel = "WINDOW",
            required = true,
            description =
                    "The version whose window it was trained on, or the id that \"export-window --next\" printed; its"
                            + " pairs count as trained on.")
    private String window;

    @Mixin
    private RequesterChoice requester;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        String place = source.startsWith("s3://")
                ? source
                : Path.of(source).toAbsolutePath().normalize().toString();
        JsonNode ended;
        try (TrainingProgress progress = new TrainingProgress("line " + line.name())) {
            ended = line.trainer()
                    .register(line.name(), place, window, requester.reason(), requester.actor(), progress::show);
        }
        Optional<String> without = TrainerClient.withoutVersion(ended);
        JsonNode outcome = ended.path("outcome");
        output.print(ended, () -> without.isPresent() ? "" : text(outcome));
        if (without.isPresent()) {
            throw new CommandException(
                    source + " did not become a version of line " + line.name() + ": " + without.get());
        }
        return outcome.path("promoted").asBoolean() ? Exit.OK : Exit.HELD_BACK;
    }

    private String text(JsonNode outcome) {
        return "line %s: version %d; %s%n"
                .formatted(
                        line.name(),
                        outcome.path("version").asInt(),
                        outcome.path("reason").asText());
    }
}
