package dev.laurel.command.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

import dev.laurel.command.importing.ImportProgress;
import dev.laurel.command.importing.ImportSummary;
import dev.laurel.command.importing.Importer;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.reward.text.Conversation;

/** What the rows of a file are that is scored, and how they are read. */
@FunctionalInterface
public interface RowForm<T> {

    /** Answers: rows of {@code response} and {@code messages} or {@code prompt}. */
    RowForm<Conversation> ANSWERS = (file, options, progress, rows) ->
            Importer.readAnswers(file, options, progress, answer -> rows.accept(FileRow.of(answer)));

    /** Pairs, in any form that the importer reads, of which both sides are scored. */
    RowForm<Conversation> PAIRS = (file, options, progress, rows) ->
            Importer.readPairs(file, options, progress, pair -> rows.accept(FileRow.of(pair)));

    /** Texts exactly as they are: rows of {@code text}. */
    RowForm<String> TEXTS = (file, options, progress, rows) ->
            Importer.readTexts(file, options, progress, text -> rows.accept(FileRow.of(text)));

    ImportSummary read(Path file, ImportOptions options, Consumer<ImportProgress> progress, Consumer<FileRow<T>> rows)
            throws IOException;
}
