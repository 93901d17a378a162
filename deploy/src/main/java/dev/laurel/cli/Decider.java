package dev.laurel.cli;

import java.io.PrintWriter;
import java.net.URI;

import dev.laurel.client.TrainerClient;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a decision of people about a champion needs, and how its outcome is printed. */
final class Decider {

    @Option(names = "--line", defaultValue = "default", description = "The model line. Default: ${DEFAULT-VALUE}")
    private String line;

    @Option(names = "--reason", required = true, description = "Why; recorded with the decision.")
    private String reason;

    @Option(
            names = "--actor",
            defaultValue = "${sys:user.name}",
            description = "Who decides; recorded too. Default: ${DEFAULT-VALUE}")
    private String actor;

    @Option(names = "--trainer", defaultValue = "http://127.0.0.1:8082", description = "Default: ${DEFAULT-VALUE}")
    private URI trainer;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** A decision, made by the trainer. */
    @FunctionalInterface
    interface Decision {
        JsonNode make(TrainerClient trainer, String line, String reason, String actor);
    }

    int decide(Decision decision) {
        PrintWriter out = command.commandLine().getOut();
        JsonNode appointed = decision.make(new TrainerClient(trainer), line, reason, actor);
        if (json) {
            out.println(appointed.toPrettyString());
        } else {
            out.printf(
                    "line %s: version %d is the champion%s, by %s: %s%n",
                    appointed.path("line").asText(),
                    appointed.path("champion").asInt(),
                    appointed.has("previous")
                            ? " after version " + appointed.path("previous").asInt()
                            : "",
                    appointed.path("actor").asText(),
                    appointed.path("reason").asText());
        }
        out.flush();
        return Exit.OK;
    }
}
