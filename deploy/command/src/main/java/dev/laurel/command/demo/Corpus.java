package dev.laurel.command.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.laurel.command.importing.Importer;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Line;

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
     * The shipped sample, as two tastes judge it: two lines, whose pairs are of the same answers.
     *
     * @param sample the directory of the sample
     * @param work where the pairs as each taste sees them are written
     * @param seed decides the order of the prompts, and so the halves, the pairs and the judgements
     */
    public static Corpus shipped(Path sample, Path work, long seed) throws IOException {
        Judgements judgements = Judgements.draw(sample.resolve("answers.jsonl"), seed);
        List<Lesson> lessons = new ArrayList<>();
        for (Taste taste : Taste.values()) {
            Path pairs = work.resolve(taste.label() + ".jsonl");
            judgements.write(taste, pairs);
            lessons.add(lesson(taste.label(), pairs));
        }
        return new Corpus(lessons, sample.resolve("responses.jsonl"), true);
    }

    private static Lesson lesson(String taste, Path pairs) {
        ImportOptions options = ImportOptions.DEFAULTS
                .tenant(TENANT)
                .task(taste)
                .system("taste-" + taste)
                .actor(ActorKind.ANNOTATOR);
        return new Lesson(new Line(taste, Set.of(), Set.of(taste)), pairs, options);
    }
}
