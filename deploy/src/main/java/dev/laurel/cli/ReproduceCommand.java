package dev.laurel.cli;

import java.net.URI;
import java.util.concurrent.Callable;

import dev.laurel.client.TrainerClient;
import dev.laurel.console.TrainingProgress;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a version again and compares. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description =
                "Trains a version again, from its archive and its parent, and compares weights, losses and pairs.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the same came out",
            "1:it could not be tried, or what it was trained from is missing",
            "3:the trainer did not answer",
            "5:something differs",
            "6:nothing can be said: pairs were erased since, or this machine computes differently"
        })
final class ReproduceCommand implements Callable<Integer> {

    @Parameters(paramLabel = "VERSION", description = "The version's number.")
    private int version;

    @Option(names = "--line", defaultValue = "default", description = "The model line. Default: ${DEFAULT-VALUE}")
    private String line;

    @Option(names = "--trainer", defaultValue = "http://127.0.0.1:8082", description = "Default: ${DEFAULT-VALUE}")
    private URI trainer;

    @Option(names = "--json", description = "Print the finding as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode reproduction;
        try (TrainingProgress progress = new TrainingProgress("version " + version + " of line " + line)) {
            reproduction = new TrainerClient(trainer).reproduce(line, version, progress::show);
        }
        if (json) {
            System.out.println(reproduction.toPrettyString());
        }
        if (reproduction.path("state").asText().equals("failed")) {
            throw new CommandException("version " + version + " of line " + line + " could not be reproduced: "
                    + reproduction.path("error").asText());
        }
        JsonNode finding = reproduction.path("finding");
        if (!json) {
            print(finding);
        }
        return exit(finding.path("outcome").asText());
    }

    private void print(JsonNode finding) {
        System.out.printf(
                "line %s, version %d: %s%n  %s%n",
                line,
                version,
                finding.path("outcome").asText().replace('_', ' '),
                finding.path("summary").asText());
        for (JsonNode difference : finding.path("differences")) {
            System.out.printf(
                    "  differs: %s, %s%n    expected %s%n    found    %s%n",
                    difference.path("kind").asText(),
                    difference.path("where").asText(),
                    difference.path("expected").asText(),
                    difference.path("found").asText());
        }
        for (JsonNode other : finding.path("environment")) {
            System.out.printf(
                    "  otherwise: %s was %s and is %s%n",
                    other.path("what").asText(),
                    other.path("then").asText(),
                    other.path("now").asText());
        }
        finding.path("erased").forEach(pair -> System.out.println("  erased: pair " + pair.asText()));
        finding.path("notes").forEach(note -> System.out.println("  note: " + note.asText()));
    }

    private static int exit(String outcome) {
        return switch (outcome) {
            case "same" -> Exit.OK;
            case "different" -> Exit.DIFFERENT;
            case "erased", "not_comparable" -> Exit.UNDECIDED;
            default -> Exit.FAILED;
        };
    }
}
