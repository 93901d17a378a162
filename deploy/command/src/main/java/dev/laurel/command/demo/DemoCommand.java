package dev.laurel.command.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.laurel.command.console.Browser;
import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.InputFile;
import dev.laurel.command.console.OutputFile;
import dev.laurel.command.local.StackPorts;
import dev.laurel.command.local.StartPatience;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the whole flywheel on this machine and reports. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Runs the whole flywheel on a stack of its own: feedback to pairs, pairs to a reward model, the model's rewards on"
                        + " responses, and a second version from more feedback. Then it reports.")
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description =
                    "Preference pairs, in any form that \"${ROOT-COMMAND-NAME} import\" reads. Default: the shipped sample")
    private Path pairs;

    @Option(
            names = "--responses",
            paramLabel = "FILE",
            description = "Answers to score: JSONL of id, messages, response, generator.")
    private Path responses;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the trainer; with the shipped sample, of the halves, the judgements and the hold-out too."
                    + " Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON too.")
    private Path report;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Where all of the report is written as a page. Default: a temporary file, which is kept")
    private Path html;

    @Option(names = "--open", description = "Open the page in the browser.")
    private boolean open;

    @Option(names = "--full", description = "Print all of the report, and not only what matters.")
    private boolean full;

    @Option(
            names = "--window-pairs",
            defaultValue = "1000",
            description = "Most pairs of one training window. Default: ${DEFAULT-VALUE}")
    private int windowPairs;

    @Option(names = "--epochs", description = "Passes over each window. Default: 1")
    private Integer epochs;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep topics, models and logs here. Default: a temporary directory, removed at the end")
    private Path data;

    @Mixin
    private StackPorts ports;

    @Mixin
    private StartPatience patience;

    @Override
    public Integer call() throws Exception {
        DemoOptions options;
        try {
            options = new DemoOptions(
                    Optional.ofNullable(pairs),
                    Optional.ofNullable(responses),
                    windowPairs,
                    seed,
                    training(),
                    Optional.ofNullable(data),
                    ports.ports(),
                    patience.timeout());
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
        Stream.of(pairs, responses).filter(Objects::nonNull).forEach(InputFile::requireReadable);
        Stream.of(report, html).filter(Objects::nonNull).forEach(OutputFile::requireWritable);
        try {
            DemoReport found = new Demo(options, System.out).run();
            Path page = html == null ? Files.createTempFile("laurel-demo-", ".html") : html.toAbsolutePath();
            System.out.print(found.text(page, full));
            if (report != null) {
                Files.writeString(report, found.json().toPrettyString() + "\n");
            }
            Files.writeString(page, found.html());
            if (open && !Browser.open(page)) {
                System.out.println("No browser could be opened here; the page is " + page);
            }
            return found.isSound() ? Exit.OK : Exit.FAILED;
        } catch (DemoException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /** The sample is small: half of it is held out, and what is left teaches a version in steps so small that the next has something to add. */
    private Map<String, String> training() {
        Map<String, String> training = new HashMap<>();
        training.put("laurel.trainer.schedule", "off");
        if (pairs == null) {
            training.put("laurel.trainer.hold-out.share", "0.5");
            training.put("laurel.trainer.hold-out.salt", "demo-" + seed);
            training.put("laurel.trainer.training.learning-rate", "6e-5");
            training.put("laurel.trainer.training.continued-learning-rate", "2e-4");
        } else {
            training.put("laurel.trainer.hold-out.share", "0.15");
        }
        if (epochs != null) {
            training.put("laurel.trainer.training.epochs", epochs.toString());
        }
        return training;
    }
}
