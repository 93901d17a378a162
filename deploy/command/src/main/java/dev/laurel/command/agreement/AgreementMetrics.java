package dev.laurel.command.agreement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.laurel.command.console.CommandException;

import com.fasterxml.jackson.databind.JsonNode;

/** What {@code agreement --json} says, as gauges in Prometheus' text format, for the textfile collector of its node exporter. */
final class AgreementMetrics {

    private static final String HEAD = "# HELP %1$s %2$s\n# TYPE %1$s gauge";
    private static final String ALPHA = "laurel_agreement_alpha";
    private static final String JUDGEMENTS = "laurel_agreement_judgements";
    private static final String JUDGE = "laurel_agreement_judge_alpha";

    private AgreementMetrics() {}

    static String of(JsonNode found) {
        List<String> alpha = new ArrayList<>();
        List<String> judgements = new ArrayList<>();
        List<String> judges = new ArrayList<>();
        for (JsonNode task : found.path("tasks")) {
            Map<String, String> labels = new LinkedHashMap<>();
            for (String label : List.of("tenant", "task", "kind")) {
                labels.put(label, task.path(label).asText());
            }
            add(alpha, ALPHA, labels, task.path("alpha"));
            add(judgements, JUDGEMENTS, labels, task.path("judgements"));
            for (JsonNode judge : task.path("judges")) {
                Map<String, String> ofJudge = new LinkedHashMap<>(labels);
                ofJudge.put("judge", judge.path("judge").asText());
                add(judges, JUDGE, ofJudge, judge.path("alpha"));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(HEAD.formatted(ALPHA, "Krippendorff's alpha of those who judged the same answers."));
        lines.addAll(alpha);
        lines.add(HEAD.formatted(JUDGEMENTS, "Judgements that it rests on."));
        lines.addAll(judgements);
        lines.add(HEAD.formatted(JUDGE, "Krippendorff's alpha of one judge with the rest."));
        lines.addAll(judges);
        return String.join("\n", lines) + "\n";
    }

    /** Writes beside the file and then in its place, so that nobody reads half of it. */
    static void write(Path file, JsonNode found) {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(beside, of(found));
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandException("cannot write " + file + ": " + e.getMessage());
        }
    }

    /** Where everybody said the same there is no alpha, and no line. */
    private static void add(List<String> lines, String name, Map<String, String> labels, JsonNode value) {
        if (value.isNumber()) {
            lines.add(name
                    + labels.entrySet().stream()
                            .map(label -> "%s=\"%s\"".formatted(label.getKey(), escaped(label.getValue())))
                            .collect(Collectors.joining(",", "{", "} "))
                    + value.asText());
        }
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
