package dev.laurel.command.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The demo's report for programs: the same figures, unrounded, and no texts. */
final class ReportJson {

    private ReportJson() {}

    static ObjectNode of(DemoReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("shipped_sample", report.shipped()).put("seed", report.seed());
        ObjectNode topics = json.putObject("topics");
        report.census().counts().forEach(count -> topics.putObject(count.topic())
                .put("records", count.records())
                .put("dead_letters", count.deadLetters()));
        ArrayNode imports = json.putArray("imports");
        report.imports().forEach(summary -> imports.add(summary.toJson()));
        json.put("pairs_published", report.published());
        ObjectNode scoring = json.putObject("scoring")
                .put("scored", report.census().scored().size())
                .put("unscored", report.census().unscored())
                .put("scored_twice", report.census().scoredTwice());
        report.census().byVersion().forEach(scoring.putObject("by_version")::put);
        ArrayNode windows = json.putArray("windows");
        report.windows().forEach(window -> windows.addObject()
                .put("line", window.line())
                .put("version", window.version())
                .put("parent", window.parent().orElse(null))
                .put("pairs", window.pairs())
                .put("promoted", window.promoted())
                .put("reason", window.reason())
                .put("weight_digest", window.weightDigest()));
        ArrayNode holdOuts = json.putArray("hold_out");
        report.holdOuts().forEach(holdOut -> holdOuts.add(holdOut(holdOut)));
        ArrayNode probes = json.putArray("probes");
        report.probes().forEach(rated -> probes.add(probes(rated)));
        report.opposition().ifPresent(opposition -> json.putObject("opposition")
                .put("one", opposition.one())
                .put("other", opposition.other())
                .put("pairs", opposition.pairs())
                .put("share", opposition.share())
                .put("low", opposition.low())
                .put("high", opposition.high()));
        json.putObject("provenance")
                .<ObjectNode>set("lineage", report.provenance().json())
                .<ObjectNode>set("back", report.provenance().back())
                .set("reproduction", report.provenance().finding());
        ArrayNode stages = json.putArray("stages");
        report.stages()
                .forEach(stage -> stages.addObject().put("name", stage.name()).put("seconds", stage.seconds()));
        ArrayNode defects = json.putArray("defects");
        report.defects().forEach(defects::add);
        return json;
    }

    private static ObjectNode holdOut(HoldOutReport holdOut) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("line", holdOut.line())
                .put("unusable", holdOut.unusable());
        json.setAll(holdOut.accuracy().json());
        holdOut.languages()
                .forEach((language, accuracy) -> json.withObject("languages").set(language, accuracy.json()));
        return json;
    }

    private static ObjectNode probes(Probes.Rated rated) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("line", rated.line()).put("version", rated.version());
        ArrayNode rewards = json.putArray("normalized_rewards");
        rated.scores().forEach(score -> rewards.add(score.normalizedReward()));
        Histogram histogram = ReportText.histogram(rated);
        ObjectNode bins =
                json.putObject("histogram").put("from", histogram.from()).put("width", histogram.width());
        histogram.counts().forEach(bins.putArray("counts")::add);
        return json;
    }
}
