package dev.laurel.command.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

import dev.laurel.command.client.ScorerClient.Score;
import dev.laurel.command.demo.HoldOutReport.PairKey;
import dev.laurel.command.importing.ImportSummary;
import dev.laurel.command.pairs.AccuracyTable;
import dev.laurel.command.pairs.ComparedPair;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.schema.Messages;
import dev.laurel.schema.Origin;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Timings;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reports of small demos that never ran. */
final class DemoReports {

    static final String HOSTILE = "</p><script>alert('1')</script> & \"more\"";
    static final String CHINESE = "早起真正的敌手，是前一夜迟迟不肯落下的灯。".repeat(6);

    private static final List<String> MODELS = List.of("starter", "v1", "v2");

    private DemoReports() {}

    /** Two tastes on texts of ours, one of them hostile and one Chinese. */
    static DemoReport shipped() {
        return of(true, List.of("rich", "plain"), 0);
    }

    /** Somebody's files: one line. */
    static DemoReport own() {
        return of(false, List.of("default"), 0);
    }

    static DemoReport withUnscored(long unscored) {
        return of(true, List.of("rich", "plain"), unscored);
    }

    private static DemoReport of(boolean shipped, List<String> lines, long unscored) {
        List<TrainedWindow> windows = new ArrayList<>();
        List<HoldOutReport> holdOuts = new ArrayList<>();
        List<ProbeResponses.Rated> probes = new ArrayList<>();
        List<ScoredResponse> scored = new ArrayList<>();
        for (String line : lines) {
            for (int version = 1; version <= 2; version++) {
                windows.add(new TrainedWindow(
                        line,
                        version,
                        version == 1 ? Optional.empty() : Optional.of(1),
                        30,
                        version == 1 || !line.equals("plain"),
                        (version == 1 || !line.equals("plain") ? "promoted: " : "held back: ")
                                + "accuracy 0.9 against 0.7",
                        "a1b2c3",
                        DoubleStream.iterate(0.7, loss -> loss * 0.95)
                                .limit(24)
                                .boxed()
                                .toList()));
                probes.add(new ProbeResponses.Rated(line, version, scores(version)));
            }
            holdOuts.add(holdOut(line));
            scored.addAll(scored(line, shipped));
        }
        Corpus corpus = new Corpus(List.of(), null, shipped);
        return DemoReport.of(
                corpus,
                7,
                List.of(new Stages.Stage("start broker, registry and services", 21.5), new Stages.Stage("train", 75)),
                List.of(summary("pairs.jsonl", "pairs"), summary("responses.jsonl", "responses")),
                windows,
                new Census(counts(), scored, unscored, 0),
                holdOuts,
                probes,
                provenance());
    }

    private static List<Score> scores(int version) {
        return DoubleStream.of(-1.2, -0.3, 0.4, 1.1)
                .mapToObj(reward -> new Score(reward, reward * version, version, 20, false))
                .toList();
    }

    private static HoldOutReport holdOut(String line) {
        List<ComparedPair> pairs = new ArrayList<>();
        Map<String, List<PairScore>> scores = new LinkedHashMap<>();
        MODELS.forEach(model -> scores.put(model, new ArrayList<>()));
        Map<PairKey, Double> margins = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            pairs.add(new ComparedPair("p" + i, 100 + i, 110));
            for (int m = 0; m < MODELS.size(); m++) {
                scores.get(MODELS.get(m)).add(i < 10 + 4 * m ? new PairScore(1, 0) : new PairScore(0, 1));
            }
            String chosen = line.equals("plain") ? "b" : "a";
            margins.put(new PairKey("p" + i, chosen, chosen.equals("a") ? "b" : "a"), 1.0);
        }
        AccuracyTable table = AccuracyTable.of(pairs, scores);
        Map<String, AccuracyTable> languages = line.equals("default") ? Map.of() : Map.of("zh", table);
        return new HoldOutReport(line, 1, table, languages, margins);
    }

    private static List<ScoredResponse> scored(String line, boolean shipped) {
        double taste = line.equals("plain") ? -1 : 1;
        List<ScoredResponse> scored = new ArrayList<>();
        for (int prompt = 0; prompt < 6; prompt++) {
            String question = prompt == 0 ? HOSTILE : "怎样才能坚持早起？";
            scored.add(scored(line, prompt, question, "sample-rich-1", CHINESE, taste * (1.2 + 0.1 * prompt)));
            scored.add(scored(line, prompt, question, "sample-plain-1", HOSTILE, -taste * (0.8 + 0.1 * prompt)));
            scored.add(scored(line, prompt, question, "sample-mixed-1", "Neither. ".repeat(20), -0.1));
        }
        return scored;
    }

    private static ScoredResponse scored(
            String line, int prompt, String question, String generator, String response, double reward) {
        return ScoredResponse.newBuilder()
                .setResponseId(prompt + "-" + generator)
                .setTenant("demo")
                .setPromptId("p" + prompt)
                .setMessages(List.of(Messages.text("user", question)))
                .setResponse(response)
                .setLanguage(prompt == 0 ? "en" : "zh")
                .setGenerator(generator)
                .setReward(reward)
                .setNormalizedReward(reward)
                .setModelLine(line)
                .setModelVersion(2)
                .setWeightDigest("a1b2c3")
                .setTokens(20)
                .setOrigin(new Origin("responses.v1", 0, (long) prompt))
                .setEventTime(Instant.EPOCH)
                .setTimings(new Timings(Instant.EPOCH, Instant.EPOCH, 8, ""))
                .build();
    }

    private static List<Census.Count> counts() {
        List<Census.Count> counts = new ArrayList<>();
        for (Topic<?> topic : Topics.ALL) {
            counts.add(new Census.Count(topic.name(), topic.name().equals(Topics.PAIRS.name()) ? 38 : 40, 2));
        }
        return counts;
    }

    private static ImportSummary summary(String file, String form) {
        return new ImportSummary(file, 41, 0, 40, 1, 0, 20, Map.of(form, 40L), Map.of());
    }

    private static Provenance provenance() {
        return new Provenance(
                json(
                        """
                        {"responses": [{"response_id": "r0", "prompt_id": "p0", "tenant": "demo",
                          "reward": 0.5, "normalized_reward": 1.2, "model_version": 2, "model_line": "rich",
                          "weight_digest": "a1b2c3", "weights_agree": true, "lineage": [{"version": 2, "trained": 30}],
                          "pairs": [{"pair_id": "p", "version": 2, "events": [{"event_id": "e"}]}]}]}
                        """),
                json(
                        """
                        {"event_id": "e", "events": [{"event_id": "e", "kind": "COMPARISON", "place": {"offset": 3}}],
                          "lines": [{"line": "rich", "pairs": [{"pair_id": "p", "trained": [2]}]}]}
                        """),
                json("{\"outcome\": \"same_so_far\", \"summary\": \"every step and all weights are the same\"}"));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
