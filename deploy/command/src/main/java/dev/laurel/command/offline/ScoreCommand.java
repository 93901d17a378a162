package dev.laurel.command.offline;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import dev.laurel.command.client.ScorerClient;
import dev.laurel.command.console.Count;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.InputFile;
import dev.laurel.command.importing.FileProgress;
import dev.laurel.command.importing.ImportProgress;
import dev.laurel.command.option.EngineChoice;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.text.Message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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

    @Parameters(paramLabel = "FILE", description = "JSON Lines, plain or gzipped.")
    private Path file;

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

    @Option(names = "--line", defaultValue = "default", description = "The model line. Default: ${DEFAULT-VALUE}")
    private String line;

    @Option(names = "--scorer", defaultValue = "http://127.0.0.1:8083", description = "Default: ${DEFAULT-VALUE}")
    private URI scorer;

    @Option(names = "--limit", paramLabel = "ROWS", description = "Use the first rows of the file only.")
    private Optional<Long> limit;

    @Mixin
    private EngineChoice engine;

    @Override
    public Integer call() throws IOException {
        if (kind.text && model.isEmpty()) {
            throw new ParameterException(command.commandLine(), "--text needs --model DIR");
        }
        if (limit.orElse(1L) < 1) {
            throw new ParameterException(command.commandLine(), "rows to read below 1: " + limit.get());
        }
        InputFile.requireReadable(file);
        FileScoring.Result result;
        if (model.isPresent()) {
            try (LoadedModel loaded = LoadedModel.load(model.get(), engineOptions())) {
                result = kind.text
                        ? run(FileScoring::texts, ModelScoring.ofTexts(loaded.model()))
                        : run(conversations(), ModelScoring.ofConversations(loaded.model()));
            }
        } else {
            result = run(conversations(), new ServiceScoring(new ScorerClient(scorer), line));
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

    /** One of the ways to score a file. */
    private interface Way<T> {
        FileScoring.Result score(
                Path file,
                ImportOptions options,
                Scoring<T> scoring,
                Consumer<ImportProgress> progress,
                Consumer<ObjectNode> printer)
                throws IOException;
    }

    private Way<List<Message>> conversations() {
        return kind.pairs ? FileScoring::pairs : FileScoring::responses;
    }

    private <T> FileScoring.Result run(Way<T> way, Scoring<T> scoring) throws IOException {
        long rows = limit.orElse(Long.MAX_VALUE);
        PrintWriter out = command.commandLine().getOut();
        try (FileProgress progress = FileProgress.besideResults("scoring", Files.size(file), rows)) {
            return way.score(file, ImportOptions.DEFAULTS.rows(0, rows), scoring, progress, out::println);
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
