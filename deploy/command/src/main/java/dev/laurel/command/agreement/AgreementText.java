package dev.laurel.command.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.laurel.command.console.Columns;
import dev.laurel.command.console.Count;

import com.fasterxml.jackson.databind.JsonNode;

/** What {@code agreement --json} says, for people. */
final class AgreementText {

    private static final int JUDGES = 20;

    private AgreementText() {}

    static String of(JsonNode found) {
        List<String> lines = new ArrayList<>();
        for (JsonNode task : found.path("tasks")) {
            lines.add("%s, task %s: %s"
                    .formatted(
                            task.path("tenant").asText(),
                            task.path("task").asText(),
                            task.path("kind").asText()));
            lines.add("  alpha %s%s: %s about %s of %s; %,d more have one judge only"
                    .formatted(
                            alpha(task),
                            interval(task),
                            count(task, "judgements", "judgement"),
                            count(task, "units", "unit"),
                            count(task, "prompts", "prompt"),
                            task.path("judged_once").asLong()));
            lines.addAll(judges(task.path("judges")));
        }
        if (lines.isEmpty()) {
            lines.add("no two judges spoke of the same answers for the same task");
        }
        if (found.path("unnamed").asLong() > 0) {
            lines.add(count(found, "unnamed", "judgement") + " left out: neither annotator nor subject is named");
        }
        if (found.path("unreadable").asLong() > 0) {
            lines.add(count(found, "unreadable", "record") + " could not be read");
        }
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static List<String> judges(JsonNode judges) {
        int width = 0;
        for (JsonNode judge : judges) {
            width = Math.max(width, Columns.of(judge.path("judge").asText()));
        }
        List<String> lines = new ArrayList<>();
        for (JsonNode judge : judges) {
            if (lines.size() == JUDGES) {
                lines.add("  … and %,d who agree more; --json has all".formatted(judges.size() - JUDGES));
                break;
            }
            lines.add("  %s   %s   %s"
                    .formatted(
                            Columns.pad(judge.path("judge").asText(), width),
                            alpha(judge),
                            count(judge, "judgements", "judgement")));
        }
        return lines;
    }

    private static String count(JsonNode of, String field, String one) {
        return Count.of(of.path(field).asLong(), one);
    }

    private static String alpha(JsonNode of) {
        return of.path("alpha").isNull()
                ? "unknown: all said the same"
                : String.format(Locale.ROOT, "%.2f", of.path("alpha").asDouble());
    }

    private static String interval(JsonNode task) {
        return task.has("low")
                ? String.format(
                        Locale.ROOT,
                        " [%.2f, %.2f]",
                        task.path("low").asDouble(),
                        task.path("high").asDouble())
                : "";
    }
}
