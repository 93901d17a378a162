package dev.laurel.command.training;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

import dev.laurel.command.client.TrainerClient;
import dev.laurel.command.console.CalledAs;
import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Count;
import dev.laurel.command.console.DetachNotice;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.console.TrainingProgress;
import dev.laurel.command.option.LineChoice;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a line's next window now, instead of tonight. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a line's next window of pairs now and shows its progress.")
public final class TrainCommand implements Callable<Integer> {

    @Mixin
    private LineChoice line;

    @Option(names = "--max-pairs", description = "At most so many pairs; the rest waits for the next window.")
    private Integer maxPairs;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        JsonNode window;
        try (TrainingProgress progress = new TrainingProgress("line " + line.name());
                DetachNotice farewell = new DetachNotice(command.commandLine().getErr())) {
            OptionalInt bound = maxPairs == null ? OptionalInt.empty() : OptionalInt.of(maxPairs);
            window = line.trainer().train(line.name(), bound, state -> {
                farewell.say("laurel: window %s of line %s goes on in the trainer; \"%s\" ends it"
                        .formatted(
                                state.path("id").asText(), line.name(), CalledAs.with("cancel --line " + line.name())));
                progress.show(state);
            });
        }
        Optional<String> without = TrainerClient.withoutVersion(window);
        output.print(window, () -> without.isPresent() ? "" : text(window));
        for (JsonNode notice : window.path("notices")) {
            System.err.println("notice: " + notice.path("kind").asText() + ": "
                    + notice.path("detail").asText());
        }
        if (without.isPresent()) {
            throw new CommandException("window " + window.path("id").asText() + " of line " + line.name() + " ended as "
                    + window.path("state").asText().replace('_', ' ') + ": " + without.get());
        }
        return window.path("outcome").path("promoted").asBoolean() ? Exit.OK : Exit.HELD_BACK;
    }

    private String text(JsonNode window) {
        JsonNode outcome = window.path("outcome");
        return "line %s: version %d trained on %s and %d of earlier windows; %s%n%s"
                .formatted(
                        line.name(),
                        outcome.path("version").asInt(),
                        Count.of(window.path("pairs").asInt(), "pair"),
                        window.path("replayed_pairs").asInt(),
                        outcome.path("reason").asText(),
                        outcome.has("next") ? outcome.path("next").asText() + System.lineSeparator() : "");
    }
}
