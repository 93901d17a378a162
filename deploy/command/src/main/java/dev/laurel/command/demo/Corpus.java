package dev.laurel.command.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import dev.laurel.command.importing.Importer;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Line;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the demo runs on: for each model line a file of pairs, and one file of answers that every line scores.
 *
 * @param shipped whether the texts are our own sample, which may be shown in the report
 */
public record Corpus(List<Lesson> lessons, Path responses, boolean shipped) {

    private static final String TENANT = "demo";

    /** One line and the pairs it learns from. */
    public record Lesson(Line line, Path pairs, ImportOptions options) {

        /** The rows of one of the two windows. */
        ImportOptions half(int window, long rows) {
            return window == 1 ? options.rows(0, rows / 2) : options.rows(rows / 2, Long.MAX_VALUE);
        }

        long rows() throws IOException {
            return Importer.readPairs(pairs, options, progress -> {}, event -> {})
                    .rows();
        }
    }

    long responseRows() throws IOException {
        return Importer.readResponses(responses, ImportOptions.DEFAULTS, progress -> {}, response -> {})
                .rows();
    }

    /** Somebody's files, judged by whoever judged them: one line. */
    static Corpus of(Path pairs, Path responses) {
        Line line = new Line("default", Set.of(), Set.of());
        return new Corpus(List.of(new Lesson(line, pairs, ImportOptions.DEFAULTS.tenant(TENANT))), responses, false);
    }

    /**
     * The shipped sample, in which two tastes judge the same two answers to every prompt: two lines.
     *
     * @param sample the directory of the sample
     * @param work where the pairs as each taste sees them are written
     */
    public static Corpus shipped(Path sample, Path work) throws IOException {
        return new Corpus(
                List.of(taste("rich", "plain", sample, work), taste("plain", "rich", sample, work)),
                sample.resolve("responses.jsonl"),
                true);
    }

    private static Lesson taste(String chosen, String rejected, Path sample, Path work) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path pairs = work.resolve(chosen + ".jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(pairs)) {
            for (String answers : Files.readAllLines(sample.resolve("answers.jsonl"))) {
                JsonNode row = json.readTree(answers);
                out.write(json.createObjectNode()
                        .put("prompt_id", row.path("prompt_id").asText())
                        .put("prompt", row.path("prompt").asText())
                        .put("language", row.path("language").asText())
                        .put("chosen", row.path(chosen).asText())
                        .put("rejected", row.path(rejected).asText())
                        .toString());
                out.newLine();
            }
        }
        ImportOptions options = ImportOptions.DEFAULTS
                .tenant(TENANT)
                .task(chosen)
                .system("taste-" + chosen)
                .actor(ActorKind.ANNOTATOR);
        return new Lesson(new Line(chosen, Set.of(), Set.of(chosen)), pairs, options);
    }
}
