package dev.laurel.command.demo.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.laurel.page.Blocks;
import dev.laurel.page.Element;
import dev.laurel.page.Figures;
import dev.laurel.page.chart.HistogramChart.Kind;
import dev.laurel.page.chart.SeriesStyle;

import com.fasterxml.jackson.databind.JsonNode;

/** What the versions of each line say of the same probes. */
final class VersionRewardsSection {

    private VersionRewardsSection() {}

    static Element of(JsonNode report) {
        JsonNode probes = report.path("probes");
        int most = Json.items(probes)
                .flatMap(rated -> TastesSection.counts(rated).stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        List<Element> charts = new ArrayList<>();
        for (String line : Json.lines(probes)) {
            Map<String, JsonNode> byVersion = new LinkedHashMap<>(); // a version that stays is asked again
            Json.items(probes)
                    .filter(rated -> Json.text(rated, "line").equals(line))
                    .forEach(rated -> byVersion.put("version " + Json.text(rated, "version"), rated));
            charts.add(chart(line, byVersion, most));
        }
        int size = probes.path(0).path("normalized_rewards").size();
        return Blocks.section(
                "rewards",
                "Rewards of the same answers, by version",
                List.of(
                        Blocks.paragraph(
                                "Each version was asked over HTTP for its rewards of the same %s answers. The scale is the line’s own: 0 and ±1 keep their meaning from version to version; the outermost bars hold what lies beyond, too."
                                        .formatted(Figures.whole(size))),
                        Blocks.charts(charts)));
    }

    private static Element chart(String line, Map<String, JsonNode> byVersion, int most) {
        List<Kind> kinds = new ArrayList<>();
        byVersion.forEach((name, rated) -> kinds.add(new Kind(
                name,
                kinds.size() == byVersion.size() - 1 ? SeriesStyle.CHALLENGER : SeriesStyle.CHAMPION,
                TastesSection.counts(rated))));
        JsonNode bins = byVersion.values().iterator().next().path("histogram");
        return Blocks.figure(
                "Line " + line,
                "Normalised rewards of the probes",
                TastesSection.histogram("Rewards of the probes, line " + line, bins, kinds, most));
    }
}
