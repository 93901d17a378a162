package dev.laurel.command.models;

import dev.laurel.command.client.TrainerClient;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.option.LineChoice;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a decision of people about a champion needs, and how its outcome is printed. */
final class Decider {

    @Mixin
    private LineChoice line;

    @Option(names = "--reason", required = true, description = "Why; recorded with the decision.")
    private String reason;

    @Option(
            names = "--actor",
            defaultValue = "${sys:user.name}",
            description = "Who decides; recorded too. Default: ${DEFAULT-VALUE}")
    private String actor;

    @Mixin
    private Output output;

    /** A decision, made by the trainer. */
    @FunctionalInterface
    interface Decision {
        JsonNode make(TrainerClient trainer, String line, String reason, String actor);
    }

    int decide(Decision decision) {
        JsonNode appointed = decision.make(line.trainer(), line.name(), reason, actor);
        output.print(appointed, () -> text(appointed));
        return Exit.OK;
    }

    private static String text(JsonNode appointed) {
        return "line %s: version %d is the champion%s, by %s: %s%n"
                .formatted(
                        appointed.path("line").asText(),
                        appointed.path("champion").asInt(),
                        appointed.has("previous")
                                ? " after version " + appointed.path("previous").asInt()
                                : "",
                        appointed.path("actor").asText(),
                        appointed.path("reason").asText());
    }
}
