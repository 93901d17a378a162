package dev.laurel.command.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The demo's report for programs: the same figures, unrounded, and no texts but those of the shipped sample. */
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
        report.windows().forEach(window -> windows.add(window(window)));
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
        ArrayNode best = json.putArray("best_of_n");
        report.answers().bestOfN().forEach(choice -> best.add(bestOfN(choice, report.shipped())));
        if (report.shipped()) {
            ArrayNode generators = json.putArray("rewards_by_generator");
            report.answers().byGenerator().forEach(rewards -> generators.add(byGenerator(rewards)));
            ArrayNode prompts = json.putArray("sample_answers");
            report.answers().prompts().forEach(prompt -> prompts.add(samplePrompt(prompt)));
        }
        json.putObject("provenance")
                .<ObjectNode>set("lineage", report.provenance().json())
                .<ObjectNode>set("back", report.provenance().back())
                .set("reproduction", report.provenance().finding());
        json.put("seconds", report.seconds());
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

    private static ObjectNode window(TrainedWindow window) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("line", window.line())
                .put("version", window.version())
                .put("parent", window.parent().orElse(null))
                .put("pairs", window.pairs())
                .put("promoted", window.promoted())
                .put("reason", window.reason())
                .put("weight_digest", window.weightDigest());
        window.losses().forEach(json.putArray("losses")::add);
        return json;
    }

    private static ObjectNode bestOfN(BestOfN best, boolean named) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("line", best.line())
                .put("version", best.version())
                .put("prompts", best.prompts())
                .put("answers", best.answers());
        json.putObject("gain")
                .put("mean", best.gain().mean())
                .put("low", best.gain().low())
                .put("high", best.gain().high());
        if (named) {
            best.taken().forEach(json.putObject("taken_by_generator")::put);
        }
        return json;
    }

    private static ObjectNode byGenerator(GeneratorRewards rewards) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("line", rewards.line())
                .put("version", rewards.version())
                .put("generator", rewards.generator())
                .put("answers", rewards.answers())
                .put("mean", rewards.mean());
        json.set("histogram", histogram(rewards.histogram()));
        return json;
    }

    private static ObjectNode samplePrompt(SamplePrompt prompt) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("prompt_id", prompt.promptId())
                .put("prompt", prompt.prompt());
        ArrayNode answers = json.putArray("answers");
        prompt.answers().forEach(answer -> answer.rewards()
                .forEach(answers.addObject()
                        .put("response_id", answer.responseId())
                        .put("generator", answer.generator())
                        .put("response", answer.response())
                        .putObject("normalized_rewards")::put));
        return json;
    }

    private static ObjectNode histogram(Histogram histogram) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", histogram.from())
                .put("width", histogram.width());
        histogram.counts().forEach(json.putArray("counts")::add);
        return json;
    }

    private static ObjectNode probes(ProbeResponses.Rated rated) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("line", rated.line()).put("version", rated.version());
        ArrayNode rewards = json.putArray("normalized_rewards");
        rated.scores().forEach(score -> rewards.add(score.normalizedReward()));
        json.set("histogram", histogram(ReportText.histogram(rated)));
        return json;
    }
}
