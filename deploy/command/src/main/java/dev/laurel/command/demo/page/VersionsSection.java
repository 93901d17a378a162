package dev.laurel.command.demo.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

import dev.laurel.page.Blocks;
import dev.laurel.page.Element;
import dev.laurel.page.Figures;
import dev.laurel.page.Table;
import dev.laurel.page.chart.Estimate;
import dev.laurel.page.chart.IntervalChart;
import dev.laurel.page.chart.IntervalChart.Bar;
import dev.laurel.page.chart.SeriesStyle;
import dev.laurel.page.chart.StepChart;

import com.fasterxml.jackson.databind.JsonNode;

/** What was learned: the versions on the hold-out, how far each is above the one before, what the gate said, and the losses of the training. */
final class VersionsSection {

    private static final String ALL = "all";

    private static final Pattern OUTCOME = Pattern.compile("^(promoted|held back): "); // its column says so

    private final JsonNode report;

    private VersionsSection(JsonNode report) {
        this.report = report;
    }

    static Element of(JsonNode report) {
        VersionsSection section = new VersionsSection(report);
        List<Element> content = new ArrayList<>();
        content.add(Blocks.paragraph(
                "Accuracy is the share of held-out pairs that a model orders as people did. No version was"
                        + " trained on a pair of these prompts. Intervals hold 95 % and are over prompts."));
        content.add(section.accuracies());
        content.add(section.differences());
        content.add(Blocks.details("By language, by slice, and what length alone would give", section.slices()));
        content.add(Element.of("h3").text("What the gate said"));
        content.add(section.gate());
        content.add(Element.of("h3").text("Training"));
        content.add(Blocks.charts(section.losses()));
        return Blocks.section("versions", "What was learned", content);
    }

    private List<JsonNode> lines() {
        return Json.items(report.path("hold_out")).toList();
    }

    private static List<String> models(JsonNode line) {
        return names(line.path("rewards"));
    }

    private static SeriesStyle look(JsonNode line, String model) {
        List<String> models = models(line);
        return model.equals(models.get(models.size() - 1))
                ? SeriesStyle.CHALLENGER
                : model.equals(models.get(0)) ? SeriesStyle.BASE : SeriesStyle.CHAMPION;
    }

    private static Estimate accuracy(JsonNode line, String model, String slice) {
        return Json.estimate(line.path("accuracy").path(model).path(slice), "accuracy");
    }

    private Element accuracies() {
        IntervalChart chart = IntervalChart.around(
                lines().stream().flatMap(line -> models(line).stream().map(model -> accuracy(line, model, ALL))),
                OptionalDouble.empty());
        Table table = Table.of("Accuracy on the hold-out")
                .column("Model")
                .numbers("Accuracy")
                .pictures(chart.head("Axis of the accuracies"))
                .numbers("Loss, nats a pair")
                .numbers("Mean margin");
        for (JsonNode line : lines()) {
            table.group("Line %s: %s pairs of %s prompts"
                    .formatted(Json.text(line, "line"), Json.whole(line, "pairs"), Json.whole(line, "prompts")));
            for (String model : models(line)) {
                Estimate accuracy = accuracy(line, model, ALL);
                JsonNode rewards = line.path("rewards").path(model);
                table.row(Json.isHeldBack(report, line, model) ? model + ", held back" : model)
                        .number(Json.share(accuracy.mean()), Json.range(accuracy))
                        .picture(chart.row(
                                "Accuracy of " + model + ", line " + Json.text(line, "line"),
                                List.of(new Bar(model, look(line, model), accuracy))))
                        .number(Json.share(rewards.path("loss").asDouble()))
                        .number(Json.signed(rewards.path("mean_margin").asDouble()));
            }
        }
        return table.element();
    }

    private Element differences() {
        List<JsonNode> all = lines().stream()
                .flatMap(line -> Json.items(line.path("differences")))
                .filter(VersionsSection::isOnAll)
                .toList();
        IntervalChart chart = IntervalChart.around(
                all.stream().map(difference -> Json.estimate(difference, "mean")), OptionalDouble.of(0));
        Table table = Table.of("Accuracy above that of the one before, pair by pair")
                .column("Model")
                .numbers("Difference")
                .pictures(chart.head("Axis of the differences"));
        for (JsonNode line : lines()) {
            table.group("Line " + Json.text(line, "line"));
            Json.items(line.path("differences"))
                    .filter(VersionsSection::isOnAll)
                    .forEach(difference -> {
                        String model = Json.text(difference, "model");
                        String name = model + " − " + Json.text(difference, "earlier");
                        Estimate mean = Json.estimate(difference, "mean");
                        table.row(name)
                                .number(Json.signed(mean.mean()), Json.signedRange(mean))
                                .picture(chart.row(name, List.of(new Bar(name, look(line, model), mean))));
                    });
        }
        return table.element();
    }

    private static boolean isOnAll(JsonNode difference) {
        return Json.text(difference, "slice").equals(ALL);
    }

    private List<Element> slices() {
        List<Element> tables = new ArrayList<>();
        for (JsonNode line : lines()) {
            JsonNode accuracy = line.path("accuracy");
            List<String> models = names(accuracy);
            Table table = Table.of("Line " + Json.text(line, "line") + ", accuracy on parts of the hold-out")
                    .column("Part")
                    .numbers("Pairs");
            models.forEach(model -> table.numbers(words(model)));
            for (String slice : names(accuracy.path(models.get(0)))) {
                part(table.row(slice.equals(ALL) ? "all pairs" : words(slice)), accuracy, models, slice);
            }
            for (String language : names(line.path("languages"))) {
                JsonNode ofLanguage = line.path("languages").path(language).path("accuracy");
                part(table.row("language " + language), ofLanguage, models, ALL);
            }
            tables.add(table.element());
        }
        return tables;
    }

    private static void part(Table.Row row, JsonNode accuracy, List<String> models, String slice) {
        row.number(Json.whole(accuracy.path(models.get(0)).path(slice), "pairs"));
        for (String model : models) {
            Estimate estimate = Json.estimate(accuracy.path(model).path(slice), "accuracy");
            row.number(Json.share(estimate.mean()), Json.range(estimate));
        }
    }

    private static List<String> names(JsonNode of) {
        List<String> names = new ArrayList<>();
        of.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String words(String key) {
        return key.replace('_', ' ');
    }

    private Element gate() {
        Table table = Table.of("Each version against the one it would replace")
                .column("Version")
                .column("Trained from")
                .numbers("Pairs")
                .column("Outcome")
                .column("Reason");
        for (JsonNode window : report.path("windows")) {
            table.row("%s, version %s".formatted(Json.text(window, "line"), Json.text(window, "version")))
                    .label(window.path("parent").isInt() ? "version " + Json.text(window, "parent") : "the starter")
                    .number(Json.whole(window, "pairs"))
                    .label(window.path("promoted").asBoolean() ? "✓ promoted" : "✕ held back")
                    .words(OUTCOME.matcher(Json.text(window, "reason")).replaceFirst(""));
        }
        return table.element();
    }

    private List<Element> losses() {
        List<Element> figures = new ArrayList<>();
        for (JsonNode window : report.path("windows")) {
            double[] losses = Json.items(window.path("losses"))
                    .mapToDouble(JsonNode::asDouble)
                    .toArray();
            String name = "line %s, version %s".formatted(Json.text(window, "line"), Json.text(window, "version"));
            figures.add(Blocks.figure(
                    "Loss, " + name,
                    "Nats a pair, before each of %s updates".formatted(Figures.whole(losses.length)),
                    new StepChart("Training loss, " + name, "loss, nats", losses, true).draw()));
        }
        return figures;
    }
}
