package dev.laurel.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.laurel.client.TrainerClient;
import dev.laurel.console.TrainingProgress;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a checkpoint that was trained elsewhere back as a version. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a checkpoint that was trained elsewhere, on a window written by \"laurel export-window\", a version.",
            "It is judged like any other, and becomes champion only if the gate lets it."
        })
final class RegisterCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            description =
                    "A Hugging Face directory that the trainer sees, or its s3:// URI. It keeps the line's tokenizer.")
    private String source;

    @Option(names = "--line", defaultValue = "default", description = "The model line. Default: ${DEFAULT-VALUE}")
    private String line;

    @Option(
            names = "--window",
            paramLabel = "WINDOW",
            required = true,
            description =
                    "The version whose window it was trained on, or the id that \"export-window --next\" printed; its"
                            + " pairs count as trained on.")
    private String window;

    @Option(names = "--reason", required = true, description = "Why, for the record.")
    private String reason;

    @Option(names = "--actor", required = true, description = "Who, for the record.")
    private String actor;

    @Option(names = "--trainer", defaultValue = "http://127.0.0.1:8082", description = "Default: ${DEFAULT-VALUE}")
    private URI trainer;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        String place = source.startsWith("s3://")
                ? source
                : Path.of(source).toAbsolutePath().normalize().toString();
        JsonNode ended;
        try (TrainingProgress progress = new TrainingProgress("line " + line)) {
            ended = new TrainerClient(trainer).register(line, place, window, reason, actor, progress::show);
        }
        if (json) {
            System.out.println(ended.toPrettyString());
        }
        if (ended.path("state").asText().equals("failed")) {
            throw new CommandException(source + " did not become a version of line " + line + ": "
                    + ended.path("error").asText());
        }
        JsonNode outcome = ended.path("outcome");
        if (!json) {
            System.out.printf(
                    "line %s: version %d; %s%n",
                    line,
                    outcome.path("version").asInt(),
                    outcome.path("reason").asText());
        }
        return outcome.path("promoted").asBoolean() ? Exit.OK : Exit.HELD_BACK;
    }
}
