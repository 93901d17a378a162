package dev.laurel.command.demo.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.laurel.page.Blocks;
import dev.laurel.page.Element;
import dev.laurel.page.Figures;
import dev.laurel.page.Table;
import dev.laurel.page.chart.HistogramChart;
import dev.laurel.page.chart.HistogramChart.Kind;
import dev.laurel.page.chart.SeriesStyle;

import com.fasterxml.jackson.databind.JsonNode;

/** What two lines that learned from two tastes say of the same answers. */
final class TastesSection {

    private final List<JsonNode> rewards;
    private final List<String> lines;

    private TastesSection(JsonNode report) {
        this.rewards = Json.items(report.path("rewards_by_generator")).toList();
        this.lines = Json.lines(report.path("rewards_by_generator"));
    }

    /** Empty with fewer than two lines. */
    static Optional<Element> of(JsonNode report) {
        TastesSection section = new TastesSection(report);
        if (section.lines.size() < 2 || !report.has("opposition")) {
            return Optional.empty();
        }
        JsonNode opposition = report.path("opposition");
        List<Element> content = new ArrayList<>();
        content.add(Blocks.paragraph(
                "A reward is somebody’s preference. The lines %s and %s order %s of %s held-out pairs of answers oppositely (95 %% interval %s to %s)."
                        .formatted(
                                Json.text(opposition, "one"),
                                Json.text(opposition, "other"),
                                Figures.percent(opposition.path("share").asDouble()),
                                Json.whole(opposition, "pairs"),
                                Figures.percent(opposition.path("low").asDouble()),
                                Figures.percent(opposition.path("high").asDouble()))));
        content.add(Blocks.charts(section.charts()));
        content.add(section.table());
        return Optional.of(Blocks.section("tastes", "Two tastes", content));
    }

    private JsonNode of(String line, String generator) {
        return rewards.stream()
                .filter(each -> Json.text(each, "line").equals(line)
                        && Json.text(each, "generator").equals(generator))
                .findFirst()
                .orElseThrow();
    }

    /** The generators that one line and the other like best. */
    private List<String> kinds() {
        return lines.stream()
                .limit(2)
                .map(line -> rewards.stream()
                        .filter(each -> Json.text(each, "line").equals(line))
                        .max(Comparator.comparingDouble(
                                each -> each.path("mean").asDouble()))
                        .orElseThrow())
                .map(best -> Json.text(best, "generator"))
                .distinct()
                .toList();
    }

    private List<Element> charts() {
        List<SeriesStyle> looks = List.of(SeriesStyle.CHOSEN, SeriesStyle.REJECTED);
        List<String> kinds = kinds();
        int most = lines.stream()
                .flatMap(line -> kinds.stream().map(kind -> counts(of(line, kind))))
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        List<Element> charts = new ArrayList<>();
        for (String line : lines) {
            List<Kind> drawn = new ArrayList<>();
            for (int i = 0; i < kinds.size(); i++) {
                drawn.add(new Kind(kinds.get(i), looks.get(i), counts(of(line, kinds.get(i)))));
            }
            JsonNode bins = of(line, kinds.get(0)).path("histogram");
            charts.add(Blocks.figure(
                    "Rewards by line " + line,
                    "Of the answers of two generators, by version " + Json.text(of(line, kinds.get(0)), "version"),
                    histogram("Rewards by line " + line, bins, drawn, most)));
        }
        return charts;
    }

    private Element table() {
        Table table = Table.of(
                        "Mean normalised reward of a generator’s answers, and how many of them the version scored")
                .column("Generator");
        lines.forEach(line -> table.numbers("Line %s, version %s".formatted(line, version(line))));
        rewards.stream()
                .map(each -> Json.text(each, "generator"))
                .distinct()
                .sorted(Comparator.comparingDouble(
                        generator -> -of(lines.get(0), generator).path("mean").asDouble()))
                .forEach(generator -> {
                    Table.Row row = table.row(generator);
                    lines.forEach(line -> row.number(
                            Figures.signed(of(line, generator).path("mean").asDouble(), 2),
                            "of " + Json.whole(of(line, generator), "answers")));
                });
        return table.element();
    }

    /** All of a line's rewards here are of one version. */
    private String version(String line) {
        return rewards.stream()
                .filter(each -> Json.text(each, "line").equals(line))
                .findFirst()
                .map(each -> Json.text(each, "version"))
                .orElseThrow();
    }

    static List<Integer> counts(JsonNode of) {
        return Json.items(of.path("histogram").path("counts"))
                .map(JsonNode::asInt)
                .toList();
    }

    static Element histogram(String title, JsonNode bins, List<Kind> kinds, int most) {
        double from = bins.path("from").asDouble();
        double to = from + bins.path("width").asDouble() * bins.path("counts").size();
        return new HistogramChart(title, "normalised reward, deviations", from, to, kinds, most).draw();
    }
}
