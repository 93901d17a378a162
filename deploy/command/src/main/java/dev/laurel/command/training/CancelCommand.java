package dev.laurel.command.training;

import java.util.Optional;
import java.util.concurrent.Callable;

import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.console.TrainingProgress;
import dev.laurel.command.option.LineChoice;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a line's window before it has made a version. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description =
                "Ends the window that a line is training now, and waits until it has ended. Its pairs are offered again.")
public final class CancelCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "WINDOW", description = "The window's id. Default: the one that runs")
    private Optional<String> window;

    @Mixin
    private LineChoice line;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        JsonNode ended;
        try (TrainingProgress progress = new TrainingProgress("line " + line.name())) {
            ended = line.trainer().cancel(line.name(), window, progress::show);
        }
        boolean cancelled = ended.path("state").asText().equals("cancelled");
        output.print(ended, () -> "window %s of line %s %s%n"
                .formatted(
                        ended.path("id").asText(),
                        line.name(),
                        cancelled
                                ? "is cancelled; its pairs are offered again"
                                : "had ended already: " + ended.path("state").asText()));
        return cancelled ? Exit.OK : Exit.FAILED;
    }
}
