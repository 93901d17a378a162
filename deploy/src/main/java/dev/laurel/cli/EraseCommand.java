package dev.laurel.cli;

import java.net.URI;
import java.util.concurrent.Callable;

import dev.laurel.client.TrainerClient;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
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
final class EraseCommand implements Callable<Integer> {

    @Option(names = "--tenant", required = true, description = "Whose product it is.")
    private String tenant;

    @Option(names = "--subject", required = true, description = "The person, as the feedback's source.subject has it.")
    private String subject;

    @Option(names = "--reason", required = true, description = "Why; recorded.")
    private String reason;

    @Option(names = "--actor", required = true, description = "Who asks for it; recorded.")
    private String actor;

    @Option(names = "--trainer", defaultValue = "http://127.0.0.1:8082", description = "Default: ${DEFAULT-VALUE}")
    private URI trainer;

    @Option(names = "--json", description = "Print the erasure as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode erasure = new TrainerClient(trainer).erase(tenant, subject, reason, actor);
        if (json) {
            System.out.println(erasure.toPrettyString());
        } else {
            print(erasure);
        }
        if (!erasure.path("problems").isEmpty()) {
            throw new CommandException("erasure " + erasure.path("id").asText()
                    + " is not complete and is tried again at the trainer's next start: "
                    + erasure.path("problems").path(0).asText());
        }
        return Exit.OK;
    }

    private static void print(JsonNode erasure) {
        System.out.printf("erasure %s%n", erasure.path("id").asText());
        for (JsonNode used : erasure.path("versions")) {
            StringBuilder counts = new StringBuilder();
            used.path("pairs").properties().forEach(count -> counts.append(counts.isEmpty() ? "" : ", ")
                    .append(count.getValue().asInt())
                    .append(" of ")
                    .append(count.getKey()));
            System.out.printf(
                    "  line %s, version %d: pairs taken out: %s%n",
                    used.path("line").asText(), used.path("version").asInt(), counts);
        }
        if (erasure.path("versions").isEmpty()) {
            System.out.println("  no version had used pairs of that person");
        }
        int letGo = erasure.path("windows_let_go").asInt();
        if (letGo > 0) {
            System.out.println("  unfinished windows let go: " + letGo);
        }
    }
}
