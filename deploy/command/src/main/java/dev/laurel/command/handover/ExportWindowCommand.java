package dev.laurel.command.handover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

import dev.laurel.command.client.HandoverClient;
import dev.laurel.command.client.HandoverClient.Pairs;
import dev.laurel.command.console.CalledAs;
import dev.laurel.command.console.Count;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.OutputFile;
import dev.laurel.command.option.LineChoice;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a window's pairs for other trainers. */
@Command(
        name = "export-window",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the pairs of a window as JSONL that TRL, OpenRLHF or OpenAI's fine-tuning read.",
            "A checkpoint trained on them comes back with \"${ROOT-COMMAND-NAME} register\"."
        })
public final class ExportWindowCommand implements Callable<Integer> {

    /** What {@code --format} takes. */
    enum Format {
        TRL,
        OPENAI
    }

    /** Which window. */
    static final class Which {
        @Parameters(index = "0", paramLabel = "VERSION", description = "The version whose window it is.")
        private Integer version;

        @Option(
                names = "--next",
                description =
                        "The window that would be trained next. It is kept under an id, which \"${ROOT-COMMAND-NAME} register"
                                + " --window\" takes, and is offered to the next training all the same.")
        private boolean next;
    }

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Mixin
    private LineChoice line;

    @Option(
            names = "--format",
            defaultValue = "TRL",
            description = "trl (prompt, chosen, rejected) or openai (input, preferred_output, non_preferred_output)."
                    + " Default: trl")
    private Format format;

    @Option(
            names = "--holdout",
            description = "The pairs held out, instead of those to train on. Nothing should be trained on them.")
    private boolean holdout;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        OutputFile.requireWritable(out);
        HandoverClient client = line.handover();
        String form = format.name().toLowerCase(Locale.ROOT);
        String side = holdout ? "holdout" : "training";
        Pairs pairs;
        if (which.next) {
            String id = client.freezeNext();
            pairs = client.exportedPairs(id, form, side);
            System.out.println("window " + id + " of line " + line.name() + "; \""
                    + CalledAs.with("register --window " + id) + "\" brings back what is trained on it");
        } else {
            pairs = client.versionPairs(which.version, form, side);
        }
        Files.writeString(out, pairs.lines());
        System.out.printf("%s written to %s%n", Count.of(pairs.lines().lines().count(), "pair"), out);
        if (pairs.leftOut() > 0) {
            System.err.printf(
                    "laurel: %s without a place in the form %s left out%n", Count.of(pairs.leftOut(), "pair"), form);
        }
        return Exit.OK;
    }
}
