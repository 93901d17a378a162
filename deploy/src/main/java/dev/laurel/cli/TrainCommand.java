package dev.laurel.cli;

import java.net.URI;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

import dev.laurel.client.TrainerClient;
import dev.laurel.console.TrainingProgress;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a line's next window now, instead of tonight. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a line's next window of pairs now and shows its progress.")
final class TrainCommand implements Callable<Integer> {

    @Option(names = "--line", defaultValue = "default", description = "The model line. Default: ${DEFAULT-VALUE}")
    private String line;

    @Option(names = "--max-pairs", description = "At most so many pairs; the rest waits for the next window.")
    private Integer maxPairs;

    @Option(names = "--trainer", defaultValue = "http://127.0.0.1:8082", description = "Default: ${DEFAULT-VALUE}")
    private URI trainer;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode window;
        try (TrainingProgress progress = new TrainingProgress("line " + line)) {
            OptionalInt bound = maxPairs == null ? OptionalInt.empty() : OptionalInt.of(maxPairs);
            window = new TrainerClient(trainer).train(line, bound, progress::show);
        }
        if (json) {
            System.out.println(window.toPrettyString());
        }
        for (JsonNode notice : window.path("notices")) {
            System.err.println("notice: " + notice.path("kind").asText() + ": "
                    + notice.path("detail").asText());
        }
        if (window.path("state").asText().equals("failed")) {
            throw new CommandException("window " + window.path("id").asText() + " of line " + line + " failed: "
                    + window.path("error").asText());
        }
        JsonNode outcome = window.path("outcome");
        boolean promoted = outcome.path("promoted").asBoolean();
        if (!json) {
            System.out.printf(
                    "line %s: version %d trained on %d pairs and %d of earlier windows; %s%n",
                    line,
                    outcome.path("version").asInt(),
                    window.path("pairs").asInt(),
                    window.path("replayed_pairs").asInt(),
                    outcome.path("reason").asText());
        }
        return promoted ? Exit.OK : Exit.HELD_BACK;
    }
}
