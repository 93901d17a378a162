package dev.laurel.command.erase;

import java.util.concurrent.Callable;

import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.option.RequesterChoice;
import dev.laurel.command.option.TrainerChoice;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a person's conversations out of what the trainer keeps. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the pairs of a person's conversations out of the archives of all versions, and out of all later windows;"
                    + " lists the versions that had used them.",
            "Kafka's own topics and the weights stay as they are."
        })
public final class EraseCommand implements Callable<Integer> {

    @Option(names = "--tenant", required = true, description = "Whose product it is.")
    private String tenant;

    @Option(names = "--subject", required = true, description = "The person, as the feedback's source.subject has it.")
    private String subject;

    @Mixin
    private RequesterChoice requester;

    @Mixin
    private TrainerChoice trainer;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        JsonNode erasure = trainer.client().erase(tenant, subject, requester.reason(), requester.actor());
        output.print(erasure, () -> text(erasure));
        if (!erasure.path("problems").isEmpty()) {
            throw new CommandException("erasure " + erasure.path("id").asText()
                    + " is not complete and is tried again at the trainer's next start: "
                    + erasure.path("problems").path(0).asText());
        }
        return Exit.OK;
    }

    private static String text(JsonNode erasure) {
        StringBuilder text =
                new StringBuilder("erasure %s%n".formatted(erasure.path("id").asText()));
        for (JsonNode used : erasure.path("versions")) {
            StringBuilder counts = new StringBuilder();
            used.path("pairs").properties().forEach(count -> counts.append(counts.isEmpty() ? "" : ", ")
                    .append(count.getValue().asInt())
                    .append(" of ")
                    .append(count.getKey()));
            text.append("  line %s, version %d: pairs taken out: %s%n"
                    .formatted(used.path("line").asText(), used.path("version").asInt(), counts));
        }
        if (erasure.path("versions").isEmpty()) {
            text.append("  no version had used pairs of that person%n".formatted());
        }
        int letGo = erasure.path("windows_let_go").asInt();
        if (letGo > 0) {
            text.append("  unfinished windows let go: %d%n".formatted(letGo));
        }
        return text.toString();
    }
}
