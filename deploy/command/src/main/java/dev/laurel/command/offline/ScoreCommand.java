package dev.laurel.command.offline;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.laurel.command.client.ScorerClient;
import dev.laurel.command.console.Count;
import dev.laurel.command.console.Exit;
import dev.laurel.command.importing.FileProgress;
import dev.laurel.command.option.EngineChoice;
import dev.laurel.command.option.LineName;
import dev.laurel.command.option.RowsFile;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.text.Conversation;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores a file with the line's champion or with a model directory, and tells how often it agrees if the file holds pairs. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Scores a JSONL file (.gz too) of answers, of preference pairs or of texts, with the running scorer or, with --model, by"
                        + " itself. Prints a JSON object for each row; for pairs, the accuracy goes to standard error.")
public final class ScoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private RowsFile rows;

    @ArgGroup
    private Kind kind = new Kind();

    /** What the file holds; answers unless told otherwise. */
    private static final class Kind {
        @Option(
                names = "--pairs",
                description = "The file holds pairs, in any form that \"${ROOT-COMMAND-NAME} import\" reads.")
        private boolean pairs;

        @Option(
                names = "--text",
                description =
                        "The file holds rows of \"text\", scored exactly as they are, without template and end marker."
                                + " Needs --model.")
        private boolean text;
    }

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Score with this Hugging Face directory or PEFT adapter, without any service.")
    private Optional<Path> model;

    @Mixin
    private LineName line;

    @Option(names = "--scorer", defaultValue = "http://127.0.0.1:8083", description = "Default: ${DEFAULT-VALUE}")
    private URI scorer;

    @Mixin
    private EngineChoice engine;

    @Override
    public Integer call() throws IOException {
        if (kind.text && model.isEmpty()) {
            throw new ParameterException(command.commandLine(), "--text needs --model DIR");
        }
        if (rows.most() < 1) {
            throw new ParameterException(command.commandLine(), "rows to read below 1: " + rows.most());
        }
        rows.requireReadable();
        FileScoring.Result result;
        if (model.isPresent()) {
            try (LoadedModel loaded = LoadedModel.load(model.get(), engineOptions())) {
                result = kind.text
                        ? run(RowForm.TEXTS, ModelScoring.ofTexts(loaded.model()))
                        : run(conversations(), ModelScoring.ofConversations(loaded.model()));
            }
        } else {
            result = run(conversations(), new ServiceScoring(new ScorerClient(scorer), line.get()));
        }
        explain(result);
        return result.scoredRows() == 0
                ? Exit.FAILED
                : result.rows().refusedRows() + result.refusedRows() > 0 ? Exit.PARTLY : Exit.OK;
    }

    private EngineOptions engineOptions() {
        try {
            return engine.options();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private RowForm<Conversation> conversations() {
        return kind.pairs ? RowForm.PAIRS : RowForm.ANSWERS;
    }

    private <T> FileScoring.Result run(RowForm<T> form, Scoring<T> scoring) throws IOException {
        long most = rows.most();
        PrintWriter out = command.commandLine().getOut();
        try (FileProgress progress = FileProgress.besideResults("scoring", Files.size(rows.file()), most)) {
            return FileScoring.of(
                    form, rows.file(), ImportOptions.DEFAULTS.rows(0, most), scoring, progress, out::println);
        }
    }

    private static String why(FileScoring.Result result) {
        return result.cutTies() == 0
                ? ""
                : "; in %s the texts were cut (\"truncated\"), so that the model may have read the same of both"
                        .formatted(
                                result.ties() == 1
                                        ? "it"
                                        : result.cutTies() == result.ties()
                                                ? "all of them"
                                                : "%,d of them".formatted(result.cutTies()));
    }

    private void explain(FileScoring.Result result) {
        PrintWriter err = command.commandLine().getErr();
        if (result.rows().refusedRows() > 0) {
            err.print(result.rows().render());
        }
        if (result.refusedRows() > 0) {
            err.println("  %,8d  refused by the model".formatted(result.refusedRows()));
            result.refused().forEach(example -> err.println("            " + example));
        }
        result.accuracy().ifPresent(accuracy -> {
            err.println("Accuracy on %s of %s, with 95 %% intervals over prompts:"
                    .formatted(Count.of(accuracy.pairs(), "pair"), Count.of(accuracy.prompts(), "prompt")));
            accuracy.lines().forEach(err::println);
            if (result.ties() > 0) {
                err.println("%s with equal rewards %s as wrong%s."
                        .formatted(
                                Count.of(result.ties(), "pair"), result.ties() == 1 ? "counts" : "count", why(result)));
            }
        });
        err.flush();
    }
}
