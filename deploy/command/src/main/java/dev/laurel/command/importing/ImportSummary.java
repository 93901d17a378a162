package dev.laurel.command.importing;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.laurel.command.console.Count;
import dev.laurel.forms.Refusal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What became of a file: {@code rows = usable + duplicates + refused}.
 *
 * @param file the file's name
 * @param rows lines that are not empty
 * @param emptyLines lines that are
 * @param usable records made, which the broker has acknowledged unless the file was only checked
 * @param duplicates rows equal to an earlier row of the file
 * @param contradictory usable records whose rejected answer has the higher score
 * @param prompts different prompts among the usable rows
 * @param forms usable rows by the form they were written in
 * @param refused what could not be used, by reason
 */
public record ImportSummary(
        String file,
        long rows,
        long emptyLines,
        long usable,
        long duplicates,
        long contradictory,
        long prompts,
        Map<String, Long> forms,
        Map<Refusal, Refused> refused) {

    /**
     * The rows refused for one reason.
     *
     * @param examples the first of each of a few problems
     */
    public record Refused(long rows, List<Example> examples) {}

    /**
     * A refused row, for all that have its problem.
     *
     * @param line the first one's
     * @param rows so many have the problem, this one among them
     */
    public record Example(long line, long rows, String field, String problem) {

        Example oneMore() {
            return new Example(line, rows + 1, field, problem);
        }

        private String place() {
            return String.format(Locale.ROOT, rows == 1 ? "line %,d" : "line %,d and %,d more", line, rows - 1);
        }
    }

    public long refusedRows() {
        return refused.values().stream().mapToLong(Refused::rows).sum();
    }

    /** 1 if nothing was usable, 7 if some rows were refused, otherwise 0. */
    public int exitCode() {
        return usable == 0 ? 1 : refusedRows() > 0 ? 7 : 0;
    }

    /** The summary for people, on several lines. */
    public String render() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %s, %,d usable, %s, %,d refused; %s%n",
                file,
                Count.of(rows, "row"),
                usable,
                Count.of(duplicates, "duplicate"),
                refusedRows(),
                Count.of(prompts, "prompt")));
        forms.forEach((form, count) -> text.append(String.format(Locale.ROOT, "  %,8d  %s%n", count, form)));
        if (contradictory > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %,8d  taken as they are, though the scores contradict them: the rejected answer has the higher one%n",
                    contradictory));
        }
        refused.forEach((reason, those) -> {
            text.append(String.format(Locale.ROOT, "  %,8d  refused: %s%n", those.rows(), reason.label()));
            those.examples()
                    .forEach(example -> text.append(
                            String.format(Locale.ROOT, "            %s: %s%n", example.place(), example.problem())));
            if (those.rows()
                    > those.examples().stream().mapToLong(Example::rows).sum()) {
                text.append(String.format("            …%n"));
            }
        });
        return text.toString();
    }

    /** The summary for programs. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file", file);
        json.put("rows", rows);
        json.put("empty_lines", emptyLines);
        json.put("usable", usable);
        json.put("duplicates", duplicates);
        json.put("contradictory", contradictory);
        json.put("prompts", prompts);
        ObjectNode byForm = json.putObject("forms");
        forms.forEach(byForm::put);
        ObjectNode byReason = json.putObject("refused");
        refused.forEach((reason, those) -> {
            ObjectNode entry = byReason.putObject(reason.name().toLowerCase(Locale.ROOT));
            entry.put("rows", those.rows());
            those.examples().forEach(example -> entry.withArray("examples")
                    .addObject()
                    .put("line", example.line())
                    .put("rows", example.rows())
                    .put("field", example.field())
                    .put("problem", example.problem()));
        });
        return json;
    }

    @Override
    public String toString() {
        return render();
    }
}
