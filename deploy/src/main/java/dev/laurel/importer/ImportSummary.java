package dev.laurel.importer;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.laurel.importer.form.Refusal;

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
        long prompts,
        Map<String, Long> forms,
        Map<Refusal, Refused> refused) {

    /**
     * The rows refused for one reason.
     *
     * @param examples the first few of them
     */
    public record Refused(long rows, List<Example> examples) {}

    /** A refused row. */
    public record Example(long line, String field, String problem) {}

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
                "%s: %,d rows, %,d usable, %,d duplicates, %,d refused; %,d prompts%n",
                file,
                rows,
                usable,
                duplicates,
                refusedRows(),
                prompts));
        forms.forEach((form, count) -> text.append(String.format(Locale.ROOT, "  %,8d  %s%n", count, form)));
        refused.forEach((reason, those) -> {
            text.append(String.format(Locale.ROOT, "  %,8d  refused: %s%n", those.rows(), reason.label()));
            those.examples()
                    .forEach(example -> text.append(String.format(
                            Locale.ROOT, "            line %,d: %s%n", example.line(), example.problem())));
            if (those.rows() > those.examples().size()) {
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
