package dev.laurel.command.erase;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.laurel.command.client.IngestClient;
import dev.laurel.command.client.TrainerClient;
import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.option.RequesterChoice;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a person's conversations out of what Laurel keeps. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Takes a person's conversations out of ledgers, waiting feedback, known ids, and the archives of all versions;"
                    + " nothing of them is taken in any more.",
            "Lists what remains in Kafka's topics and in trained weights, and until when."
        })
public final class EraseCommand implements Callable<Integer> {

    @Option(names = "--tenant", required = true, description = "Whose product it is.")
    private String tenant;

    @Option(names = "--subject", required = true, description = "The person, as the feedback's source.subject has it.")
    private String subject;

    @Mixin
    private RequesterChoice requester;

    @Option(names = "--ingest", defaultValue = "http://127.0.0.1:8080", description = "Default: ${DEFAULT-VALUE}")
    private URI ingest;

    @Option(
            names = "--wait",
            defaultValue = "PT5M",
            description = "How long to wait for all parts to be done. Default: ${DEFAULT-VALUE}")
    private Duration patience;

    @Option(names = "--trainer", description = "Asks this trainer alone, for its archives.")
    private Optional<URI> trainer;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        return trainer.isPresent() ? eraseAtTrainer(new TrainerClient(trainer.get())) : eraseEverywhere();
    }

    private int eraseEverywhere() {
        JsonNode erasure =
                new IngestClient(ingest).erase(tenant, subject, requester.reason(), requester.actor(), patience);
        output.print(erasure, () -> ErasureText.ofAll(erasure));
        if (!erasure.has("completed_at")) {
            List<String> waitsFor = new ArrayList<>();
            erasure.path("waits_for").forEach(part -> waitsFor.add(part.asText()));
            throw new CommandException("erasure %s is under way and waits for %s; GET %s says how far it is"
                    .formatted(
                            erasure.path("id").asText(),
                            String.join(", ", waitsFor),
                            ingest.resolve("/v1/erasures/" + erasure.path("id").asText())));
        }
        return Exit.OK;
    }

    private int eraseAtTrainer(TrainerClient client) {
        JsonNode erasure = client.erase(tenant, subject, requester.reason(), requester.actor());
        output.print(erasure, () -> ErasureText.ofTrainer(erasure));
        if (!erasure.path("problems").isEmpty()) {
            throw new CommandException("erasure " + erasure.path("id").asText()
                    + " is not complete and is tried again at the trainer's next start: "
                    + erasure.path("problems").path(0).asText());
        }
        return Exit.OK;
    }
}
