package dev.laurel.command.demo.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.laurel.page.Blocks;
import dev.laurel.page.Element;
import dev.laurel.page.Figures;
import dev.laurel.page.Table;
import dev.laurel.page.chart.Estimate;
import dev.laurel.page.chart.IntervalChart;
import dev.laurel.page.chart.IntervalChart.Bar;
import dev.laurel.page.chart.SeriesStyle;

import com.fasterxml.jackson.databind.JsonNode;

/** What each line would take where a prompt has several answers. */
final class BestOfNSection {

    private BestOfNSection() {}

    /** Empty if no prompt has several. */
    static Optional<Element> of(JsonNode report) {
        JsonNode best = report.path("best_of_n");
        if (best.isEmpty()) {
            return Optional.empty();
        }
        IntervalChart chart = IntervalChart.around(
                Json.items(best).map(each -> Json.estimate(each.path("gain"), "mean")), OptionalDouble.of(0));
        Table table = Table.of("The answer with the highest reward, above the mean of its prompt’s answers")
                .column("Line")
                .numbers("Prompts")
                .numbers("Answers")
                .numbers("Reward gained, deviations")
                .pictures(chart.head("Axis of the gains"));
        for (JsonNode each : best) {
            Estimate gain = Json.estimate(each.path("gain"), "mean");
            String name = "%s, version %s".formatted(Json.text(each, "line"), Json.text(each, "version"));
            table.row(name)
                    .number(Json.whole(each, "prompts"))
                    .number(Json.whole(each, "answers"))
                    .number(Figures.signed(gain.mean(), 2), Json.signedRange(gain))
                    .picture(chart.row(name, List.of(new Bar(name, SeriesStyle.CHALLENGER, gain))));
        }
        List<Element> content = new ArrayList<>();
        content.add(Blocks.paragraph(
                "Where a prompt has several answers, the line takes the one it gives the highest reward."));
        content.add(table.element());
        if (best.path(0).has("taken_by_generator")) {
            content.add(taken(best));
        }
        return Optional.of(Blocks.section("best", "Best of N", content));
    }

    private static Element taken(JsonNode best) {
        Table table = Table.of("Who wrote the taken ones").column("Generator");
        Json.lines(best).forEach(line -> table.numbers("Line " + line));
        List<String> generators = Json.items(best)
                .flatMap(each -> {
                    List<String> names = new ArrayList<>();
                    each.path("taken_by_generator").fieldNames().forEachRemaining(names::add);
                    return names.stream();
                })
                .distinct()
                .sorted()
                .toList();
        for (String generator : generators) {
            Table.Row row = table.row(generator);
            Json.items(best)
                    .forEach(each -> row.number(Figures.percent(
                            each.path("taken_by_generator").path(generator).asDouble()
                                    / each.path("prompts").asDouble())));
        }
        return table.element();
    }
}
