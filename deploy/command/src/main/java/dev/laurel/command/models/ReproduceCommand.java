package dev.laurel.command.models;

import java.util.OptionalInt;
import java.util.concurrent.Callable;

import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.console.TrainingProgress;
import dev.laurel.command.option.LineChoice;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a version again and compares. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description =
                "Trains a version again, from its archive and its parent, and compares weights, losses and pairs.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the same came out, as far as it was trained",
            "1:it could not be tried, or what it was trained from is missing",
            "3:the trainer did not answer",
            "5:something differs",
            "6:nothing can be said: pairs were erased since, or this machine computes differently"
        })
public final class ReproduceCommand implements Callable<Integer> {

    @Parameters(paramLabel = "VERSION", description = "The version's number.")
    private int version;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Take only the first N steps and compare their figures. Default: all, and the weights too")
    private Integer steps;

    @Spec
    private CommandSpec command;

    @Mixin
    private LineChoice line;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        if (steps != null && steps < 1) {
            throw new ParameterException(command.commandLine(), "--steps " + steps + " is not above 0");
        }
        JsonNode reproduction;
        try (TrainingProgress progress = new TrainingProgress("version " + version + " of line " + line.name())) {
            reproduction = line.trainer().reproduce(line.name(), version, steps(), progress::show);
        }
        boolean failed = reproduction.path("state").asText().equals("failed");
        JsonNode finding = reproduction.path("finding");
        output.print(reproduction, () -> failed ? "" : text(finding));
        if (failed) {
            throw new CommandException("version " + version + " of line " + line.name() + " could not be reproduced: "
                    + reproduction.path("error").asText());
        }
        return exit(finding.path("outcome").asText());
    }

    private OptionalInt steps() {
        return steps == null ? OptionalInt.empty() : OptionalInt.of(steps);
    }

    private String text(JsonNode finding) {
        StringBuilder text = new StringBuilder("line %s, version %d: %s%n  %s%n"
                .formatted(
                        line.name(),
                        version,
                        finding.path("outcome").asText().replace('_', ' '),
                        finding.path("summary").asText()));
        for (JsonNode difference : finding.path("differences")) {
            text.append("  differs: %s, %s%n    expected %s%n    found    %s%n"
                    .formatted(
                            difference.path("kind").asText(),
                            difference.path("where").asText(),
                            difference.path("expected").asText(),
                            difference.path("found").asText()));
        }
        for (JsonNode other : finding.path("environment")) {
            text.append("  otherwise: %s was %s and is %s%n"
                    .formatted(
                            other.path("what").asText(),
                            other.path("then").asText(),
                            other.path("now").asText()));
        }
        finding.path("erased").forEach(pair -> text.append("  erased: pair %s%n".formatted(pair.asText())));
        finding.path("notes").forEach(note -> text.append("  note: %s%n".formatted(note.asText())));
        return text.toString();
    }

    private static int exit(String outcome) {
        return switch (outcome) {
            case "same", "same_so_far" -> Exit.OK;
            case "different" -> Exit.DIFFERENT;
            case "erased", "not_comparable" -> Exit.UNDECIDED;
            default -> Exit.FAILED;
        };
    }
}
