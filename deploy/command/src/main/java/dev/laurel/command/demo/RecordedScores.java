package dev.laurel.command.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.reward.evaluate.PairScore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What models gave to held-out pairs when the trainer judged them, as it wrote it down beside its versions; earlier releases wrote nothing. */
record RecordedScores(Map<String, Map<String, PairScore>> byModel) {

    static final String STARTER = "starter";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The column of a version. */
    static String name(int version) {
        return "v" + version;
    }

    /** @param versions directories of one line */
    static RecordedScores of(List<Path> versions) throws IOException {
        RecordedScores scores = new RecordedScores(new HashMap<>());
        for (Path version : versions) {
            scores.read(version);
        }
        return scores;
    }

    Optional<PairScore> of(String model, String pairId) {
        return Optional.ofNullable(byModel.getOrDefault(model, Map.of()).get(pairId));
    }

    private void read(Path version) throws IOException {
        Path scores = version.resolve("holdout-scores.jsonl");
        if (Files.notExists(scores)) {
            return;
        }
        JsonNode manifest = JSON.readTree(version.resolve("manifest.json").toFile());
        JsonNode parent = manifest.at("/parent/version");
        String own = name(manifest.path("version").asInt());
        String before = parent.isInt() ? name(parent.asInt()) : STARTER;
        for (String line : Files.readAllLines(scores)) {
            JsonNode pair = JSON.readTree(line);
            add(own, pair, "version");
            add(before, pair, "parent");
        }
    }

    private void add(String model, JsonNode pair, String side) {
        byModel.computeIfAbsent(model, each -> new HashMap<>())
                .put(
                        pair.path("pair_id").asText(),
                        new PairScore(
                                pair.path(side).path("chosen").floatValue(),
                                pair.path(side).path("rejected").floatValue()));
    }
}
