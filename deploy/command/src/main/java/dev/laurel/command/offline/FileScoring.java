package dev.laurel.command.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.laurel.command.importing.ImportProgress;
import dev.laurel.command.importing.ImportSummary;
import dev.laurel.command.pairs.AccuracyTable;
import dev.laurel.command.pairs.ComparedPair;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.reward.evaluate.PairScore;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Scores the rows of a file, a few hundred at once, and hands each on with its rewards. What is kept of a pair are its two rewards and lengths. For one
 * file and one thread.
 */
public final class FileScoring<T> {

    private static final int ROWS_AT_ONCE = 256;
    private static final int EXAMPLES = 3;

    private final Scoring<T> scoring;
    private final Consumer<ObjectNode> printer;
    private final List<FileRow<T>> waiting = new ArrayList<>();
    private final List<ComparedPair> compared = new ArrayList<>();
    private final List<PairScore> scores = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private long scoredRows;
    private long cutTies;
    private long refusedRows;

    private FileScoring(Scoring<T> scoring, Consumer<ObjectNode> printer) {
        this.scoring = scoring;
        this.printer = printer;
    }

    /**
     * What became of a file.
     *
     * @param rows what could not even be read
     * @param refusedRows rows that the model cannot read
     * @param refused the first few of those, with the reason
     * @param accuracy on the file's pairs, if it has any
     * @param ties pairs whose sides have the same reward, which count as wrong
     * @param cutTies those of them with a side that is longer than the model reads
     */
    public record Result(
            ImportSummary rows,
            long scoredRows,
            long refusedRows,
            List<String> refused,
            Optional<AccuracyTable> accuracy,
            long ties,
            long cutTies) {}

    /** Scores the rows of a file. */
    public static <T> Result of(
            RowForm<T> form,
            Path file,
            ImportOptions options,
            Scoring<T> scoring,
            Consumer<ImportProgress> progress,
            Consumer<ObjectNode> printer)
            throws IOException {
        FileScoring<T> scored = new FileScoring<>(scoring, printer);
        return scored.result(form.read(file, options, progress, scored::add));
    }

    private void add(FileRow<T> row) {
        waiting.add(row);
        if (waiting.size() >= ROWS_AT_ONCE) {
            scoreWaiting();
        }
    }

    private void scoreWaiting() {
        List<Outcome> outcomes = scoring.score(
                waiting.stream().flatMap(row -> row.sides().stream()).toList());
        int at = 0;
        for (FileRow<T> row : waiting) {
            List<Outcome> sides = outcomes.subList(at, at + row.sides().size());
            at += sides.size();
            Optional<String> refusal =
                    sides.stream().flatMap(side -> side.refusal().stream()).findFirst();
            refusal.ifPresentOrElse(
                    reason -> refuse(row, reason),
                    () -> hand(
                            row,
                            sides.stream()
                                    .flatMap(side -> side.reward().stream())
                                    .toList()));
        }
        waiting.clear();
    }

    private void refuse(FileRow<T> row, String reason) {
        refusedRows++;
        if (refused.size() < EXAMPLES) {
            refused.add("line " + row.line() + ": " + reason);
        }
    }

    private void hand(FileRow<T> row, List<Outcome.Reward> rewards) {
        scoredRows++;
        row.pair().ifPresent(pair -> {
            compared.add(pair);
            PairScore score = new PairScore(
                    (float) rewards.get(0).raw(), (float) rewards.get(1).raw());
            scores.add(score);
            cutTies += score.margin() == 0 && rewards.stream().anyMatch(Outcome.Reward::truncated) ? 1 : 0;
        });
        printer.accept(row.json(rewards));
    }

    private Result result(ImportSummary rows) {
        scoreWaiting();
        long ties = scores.stream().filter(score -> score.margin() == 0).count();
        Optional<AccuracyTable> accuracy =
                scores.isEmpty() ? Optional.empty() : Optional.of(AccuracyTable.of(compared, Map.of("model", scores)));
        return new Result(rows, scoredRows, refusedRows, refused, accuracy, ties, cutTies);
    }
}
