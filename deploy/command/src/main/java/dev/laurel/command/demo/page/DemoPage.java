package dev.laurel.command.demo.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.laurel.page.Blocks;
import dev.laurel.page.Blocks.Fact;
import dev.laurel.page.Element;
import dev.laurel.page.Figures;
import dev.laurel.page.Page;

import com.fasterxml.jackson.databind.JsonNode;

/** The page as a whole: what matters at its top, a section for every part of the report. */
public final class DemoPage {

    private DemoPage() {}

    /** @param report as {@code laurel demo --report} writes it */
    public static String of(JsonNode report) {
        List<Element> sections = new ArrayList<>();
        sections.add(wheel(report));
        sections.add(VersionsSection.of(report));
        TastesSection.of(report).ifPresent(sections::add);
        sections.add(VersionRewardsSection.of(report));
        BestOfNSection.of(report).ifPresent(sections::add);
        AnswersSection.of(report).ifPresent(sections::add);
        sections.add(ProvenanceSection.of(report));
        sections.add(CountsSection.of(report));
        sections.add(time(report));
        return new Page(
                        "The wheel has turned twice",
                        header(report),
                        sections,
                        Element.of("footer")
                                .text("Written by ")
                                .add(Element.of("code").text("laurel demo"))
                                .text(". The same figures, unrounded: ")
                                .add(Element.of("code").text("laurel demo --report FILE"))
                                .text("."))
                .html();
    }

    private static Element header(JsonNode report) {
        List<String> defects = new ArrayList<>();
        report.path("defects").forEach(defect -> defects.add(defect.asText()));
        Element header = Element.of("header")
                .add(Element.of("h1").text("The wheel has turned twice"))
                .add(Element.of("p", "quiet").text(run(report)))
                .add(Element.of("p", "decision")
                        .add(
                                defects.isEmpty()
                                        ? Element.of("span", "good").text("✓ All counts agree")
                                        : Element.of("span", "bad").text("✕ Not well")));
        defects.forEach(defect -> header.add(Blocks.paragraph(defect)));
        return header.add(Blocks.facts(facts(report)));
    }

    private static String run(JsonNode report) {
        String seed = report.has("seed") ? ", seed " + report.path("seed").asText() : "";
        return "%s%s, on a stack of its own, in %s."
                .formatted(
                        report.path("shipped_sample").asBoolean() ? "The shipped sample" : "Your own files",
                        seed,
                        Figures.seconds(report.path("seconds").asDouble()));
    }

    /** The wheel in figures. */
    private static List<Fact> facts(JsonNode report) {
        JsonNode topics = report.path("topics");
        JsonNode scoring = report.path("scoring");
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Feedback", Json.whole(report, "pairs_published"), "judgements published to Kafka"));
        facts.add(new Fact(
                "Pairs",
                Json.whole(topics.path("preference.pairs.v1"), "records"),
                Json.whole(topics.path("feedback.events.v1"), "dead_letters") + " dead letters"));
        report.path("hold_out").forEach(line -> facts.add(accuracy(report, line)));
        facts.add(new Fact(
                "Responses scored",
                Json.whole(scoring, "scored"),
                "%s missing, %s scored twice"
                        .formatted(Json.whole(scoring, "unscored"), Json.whole(scoring, "scored_twice"))));
        report.path("best_of_n")
                .forEach(best -> facts.add(new Fact(
                        "Best of N, line " + Json.text(best, "line"),
                        Figures.signed(best.path("gain").path("mean").asDouble(), 2),
                        "above a prompt’s mean reward, deviations")));
        if (report.has("opposition")) {
            facts.add(new Fact(
                    "Two tastes",
                    Figures.percent(report.path("opposition").path("share").asDouble()),
                    "of held-out pairs ordered oppositely"));
        }
        return facts;
    }

    private static Fact accuracy(JsonNode report, JsonNode line) {
        List<String> models = new ArrayList<>();
        line.path("rewards").fieldNames().forEachRemaining(models::add);
        String latest = models.remove(models.size() - 1);
        return new Fact(
                "Accuracy, line " + Json.text(line, "line"),
                accuracy(line, latest),
                latest
                        + (Json.isHeldBack(report, line, latest) ? ", held back; " : "; ")
                        + models.stream()
                                .map(model -> model + " " + accuracy(line, model))
                                .collect(Collectors.joining(", ")));
    }

    private static String accuracy(JsonNode line, String model) {
        return Figures.decimals(
                line.path("accuracy").path(model).path("all").path("accuracy").asDouble(), 2);
    }

    private static Element wheel(JsonNode report) {
        return Blocks.section(
                "wheel",
                "The wheel",
                List.of(Blocks.charts(List.of(
                        Element.of("figure").add(WheelPicture.of(report)),
                        Element.of("div")
                                .add(step("Feedback", "People judge answers: one is better than another."))
                                .add(step("Pairs", "Ingest checks judgements and joins them to pairs of answers."))
                                .add(
                                        step(
                                                "Versions",
                                                "The trainer makes a version of a reward model from each window of pairs; the second goes on from the first."))
                                .add(step("Rewards", "The scorer gives every response its reward, once."))
                                .add(step("Best of N", "Where a prompt has several answers, the best one is taken."))
                                .add(step(
                                        "And again",
                                        "People judge the next answers; this the demo leaves to you."))))));
    }

    private static Element step(String name, String words) {
        return Element.of("p").add(Element.of("strong").text(name + ". ")).text(words);
    }

    private static Element time(JsonNode report) {
        List<Element> stages = new ArrayList<>();
        report.path("stages")
                .forEach(stage -> stages.add(Blocks.entry(
                        stage.path("name").asText(),
                        Figures.seconds(stage.path("seconds").asDouble()))));
        stages.add(Blocks.entry("in all", Figures.seconds(report.path("seconds").asDouble())));
        return Blocks.section("time", "Time", List.of(Blocks.named(stages)));
    }
}
