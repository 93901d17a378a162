package dev.laurel.command.demo.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.laurel.command.demo.Census;
import dev.laurel.page.Blocks;
import dev.laurel.page.Element;
import dev.laurel.page.Figures;
import dev.laurel.page.Table;

import com.fasterxml.jackson.databind.JsonNode;

/** What went through Kafka, and whether it adds up. */
final class CountsSection {

    private CountsSection() {}

    static Element of(JsonNode report) {
        List<Element> content = new ArrayList<>();
        content.add(
                Blocks.paragraph(
                        "Read from every topic at the end with read_committed, by the demo and not from any service’s own counters."));
        content.add(topics(report.path("topics")));
        content.add(Element.of("h3").text("Whether they agree"));
        content.add(checks(report));
        content.add(Element.of("h3").text("What was imported"));
        content.add(imports(report.path("imports")));
        return Blocks.section("counts", "What went through Kafka", content);
    }

    private static Element topics(JsonNode topics) {
        Table table = Table.of("Records of each topic")
                .column("Topic")
                .numbers("Records")
                .numbers("Dead letters");
        for (Map.Entry<String, JsonNode> topic : topics.properties()) {
            table.row(topic.getKey())
                    .number(Json.whole(topic.getValue(), "records"))
                    .number(Json.whole(topic.getValue(), "dead_letters"));
        }
        return table.element();
    }

    private static Element checks(JsonNode report) {
        JsonNode topics = report.path("topics");
        JsonNode scoring = report.path("scoring");
        List<String> versions = new ArrayList<>();
        scoring.path("by_version")
                .properties()
                .forEach(version ->
                        versions.add(version.getValue().asText() + " by " + Census.inWords(version.getKey())));
        Element list = Element.of("ul");
        list.add(item("%s judgements published, %s pairs built, %s dead letters"
                .formatted(
                        Json.whole(report, "pairs_published"),
                        Json.whole(topics.path("preference.pairs.v1"), "records"),
                        Json.whole(topics.path("feedback.events.v1"), "dead_letters"))));
        list.add(item("%s rewards: %s responses without one, %s with more than one; %s"
                .formatted(
                        Json.whole(scoring, "scored"),
                        Json.whole(scoring, "unscored"),
                        Json.whole(scoring, "scored_twice"),
                        String.join(", ", versions))));
        if (report.path("defects").isEmpty()) {
            list.add(Element.of("li").add(Element.of("span", "good").text("✓ All counts agree")));
        }
        report.path("defects")
                .forEach(defect ->
                        list.add(Element.of("li").add(Element.of("span", "bad").text("✕ " + defect.asText()))));
        return list;
    }

    private static Element item(String text) {
        return Element.of("li").text(text);
    }

    private static Element imports(JsonNode imports) {
        Table table = Table.of("Files, in the order they were published")
                .column("File")
                .numbers("Rows")
                .numbers("Usable")
                .numbers("Duplicates")
                .numbers("Refused");
        for (JsonNode each : imports) {
            long refused = Json.items(each.path("refused"))
                    .mapToLong(reason -> reason.path("rows").asLong())
                    .sum();
            table.row(Json.text(each, "file"))
                    .number(Json.whole(each, "rows"))
                    .number(Json.whole(each, "usable"))
                    .number(Json.whole(each, "duplicates"))
                    .number(Figures.whole(refused));
        }
        return table.element();
    }
}
