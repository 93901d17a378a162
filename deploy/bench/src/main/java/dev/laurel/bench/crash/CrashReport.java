package dev.laurel.bench.crash;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.laurel.bench.series.StoredVersion;
import dev.laurel.command.console.Findings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a series with kills came to, beside the same series without.
 *
 * @param kills in their order
 * @param defects what is not as it must be, in words; empty if all is well
 */
public record CrashReport(CrashOptions options, List<Row> rows, List<Kill> kills, List<String> defects)
        implements Findings {

    private static final int DIGITS = 12;

    /**
     * One window, while the store is there.
     *
     * @param published ids of its pairs
     * @param calmSeconds from the request to the end, in one piece; {@code killedSeconds} with all kills and restarts
     */
    record Window(
            List<String> published,
            StoredVersion calm,
            StoredVersion killed,
            List<Kill> kills,
            double calmSeconds,
            double killedSeconds) {}

    /** One window, in figures. */
    public record Row(String calmDigest, String killedDigest, int trained, double calmSeconds, double killedSeconds) {}

    static CrashReport of(CrashOptions options, List<Window> windows, Announced announced) {
        List<Kill> kills =
                windows.stream().flatMap(window -> window.kills().stream()).toList();
        List<String> defects = new ArrayList<>(new SeriesCheck(windows).defects());
        defects.addAll(SeriesCheck.announcedOnce(
                windows.size(), announced.versions(CrashSeries.KILLED), announced.champions(CrashSeries.KILLED)));
        List<Row> rows = windows.stream()
                .map(window -> new Row(
                        window.calm().weightDigest(),
                        window.killed().weightDigest(),
                        window.killed().manifest().at("/data/trained").asInt(),
                        window.calmSeconds(),
                        window.killedSeconds()))
                .toList();
        return new CrashReport(options, rows, kills, defects);
    }

    /** How many kills hit each stage. */
    public Map<Stage, Integer> hits() {
        Map<Stage, Integer> hits = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            hits.put(stage, (int)
                    kills.stream().filter(kill -> kill.hit() == stage).count());
        }
        return hits;
    }

    /** Stages before the end that no kill hit. */
    public List<Stage> missed() {
        return hits().entrySet().stream()
                .filter(hit -> hit.getValue() == 0 && hit.getKey() != Stage.FINISHED)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public boolean isSound() {
        return defects.isEmpty() && missed().isEmpty();
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%-8s%-16s%-16s%10s%14s%14s  %s",
                "window",
                "undisturbed",
                "killed",
                "pairs",
                "undisturbed",
                "killed",
                "killed while");
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            int window = i + 1;
            List<String> hit = kills.stream()
                    .filter(kill -> kill.window() == window)
                    .map(kill -> kill.hit().label())
                    .toList();
            line(
                    text,
                    "%-8d%-16s%-16s%10d%12.1f s%12.1f s  %s",
                    window,
                    row.calmDigest().substring(0, DIGITS),
                    row.killedDigest().substring(0, DIGITS),
                    row.trained(),
                    row.calmSeconds(),
                    row.killedSeconds(),
                    String.join(", ", hit));
        }
        line(text, "");
        line(text, "%d kills: %s", kills.size(), hits());
        missed().forEach(stage -> line(text, "NOT WELL: no kill hit %s", stage.label()));
        defects.forEach(defect -> line(text, "NOT WELL: %s", defect));
        if (isSound()) {
            line(
                    text,
                    "Sound: equal weights, every pair trained on once an epoch and in one window, every version announced once.");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append(System.lineSeparator());
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("sound", isSound())
                .put("windows", options.windows())
                .put("pairs_per_window", options.pairsPerWindow())
                .put("seed", options.seed());
        ArrayNode series = json.putArray("series");
        rows.forEach(row -> series.addObject()
                .put("undisturbed", row.calmDigest())
                .put("killed", row.killedDigest())
                .put("trained", row.trained())
                .put("undisturbed_seconds", row.calmSeconds())
                .put("killed_seconds", row.killedSeconds()));
        ArrayNode killed = json.putArray("kills");
        kills.forEach(kill -> killed.addObject()
                .put("window", kill.window())
                .put("aim", kill.aim().label())
                .put("hit", kill.hit().label()));
        defects.forEach(json.putArray("defects")::add);
        return json;
    }
}
