package dev.laurel.command.lineage;

import java.util.Optional;
import java.util.concurrent.Callable;

import dev.laurel.command.client.TopicReader;
import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.option.Connection;
import dev.laurel.command.option.TrainerChoice;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Walks from a scored response to the feedback behind its reward, or from feedback to what it has taught. */
@Command(
        name = "lineage",
        mixinStandardHelpOptions = true,
        description = {
            "Walks from a scored response to the model version that scored it, its ancestors, their pairs and the feedback"
                    + " behind them; or back, from an event or a pair to the versions that learned from it.",
            "Reads whole topics unless tenant and prompt are given."
        })
public final class LineageCommand implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    private Start start;

    private static final class Start {
        @Parameters(paramLabel = "RESPONSE_ID", description = "A response that was scored.")
        private String response;

        @Option(names = "--event", paramLabel = "EVENT_ID", description = "A feedback event.")
        private String event;

        @Option(names = "--pair", paramLabel = "PAIR_ID", description = "A preference pair.")
        private String pair;
    }

    @Option(names = "--tenant", description = "Only records of this tenant.")
    private String tenant;

    @Option(names = "--prompt", paramLabel = "PROMPT_ID", description = "With --tenant: reads one partition only.")
    private String prompt;

    @Option(names = "--pairs", description = "List every pair, and not only those of the response's prompt.")
    private boolean pairs;

    @Mixin
    private TrainerChoice trainer;

    @Mixin
    private Connection connection;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        LineageReader reader =
                new LineageReader(new TopicReader(connection.open()), trainer.client(), Optional.ofNullable(tenant));
        if (start.response != null) {
            JsonNode lineage = reader.ofResponse(start.response, Optional.ofNullable(prompt), pairs);
            if (lineage.path("responses").isEmpty()) {
                throw new CommandException("no scored response " + start.response + " is in the topic");
            }
            output.print(lineage, () -> LineageText.ofResponse(lineage));
            return Exit.OK;
        }
        JsonNode lineage = start.event != null ? reader.ofEvent(start.event) : reader.ofPair(start.pair);
        if (lineage.path("events").isEmpty()
                && lineage.path("records").isEmpty()
                && lineage.path("lines").isEmpty()) {
            throw new CommandException("neither topic nor trainer knows of "
                    + (start.event != null ? "event " + start.event : "pair " + start.pair));
        }
        output.print(lineage, () -> LineageText.ofFeedback(lineage));
        return Exit.OK;
    }
}
