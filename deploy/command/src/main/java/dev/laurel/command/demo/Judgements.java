package dev.laurel.command.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the judges of the shipped sample say: for every prompt, in an order of chance, two pairs of its answers, which every taste judges once.
 *
 * @param made prompts in an order of chance, the pairs of a prompt one after the other
 */
record Judgements(List<Judgement> made) {

    private static final int PAIRS_OF_A_PROMPT = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Two answers of one prompt, and which of them each taste picks.
     *
     * @param row of the sample, whose {@code answers} go from plain to rich
     * @param picks index among the answers
     */
    record Judgement(JsonNode row, int plainer, int richer, Map<Taste, Integer> picks) {

        ObjectNode pair(Taste taste) {
            int chosen = picks.get(taste);
            return JSON.createObjectNode()
                    .put("prompt_id", row.path("prompt_id").asText())
                    .put("prompt", row.path("prompt").asText())
                    .put("language", row.path("language").asText())
                    .put("chosen", answer(chosen))
                    .put("rejected", answer(chosen == richer ? plainer : richer));
        }

        private String answer(int degree) {
            return row.path("answers").path(degree).asText();
        }
    }

    /** Draws order, pairs and verdicts; the same seed draws the same. */
    static Judgements draw(Path answers, long seed) throws IOException {
        Random random = new Random(seed);
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(answers)) {
            rows.add(JSON.readTree(line));
        }
        Collections.shuffle(rows, random);
        List<Judgement> made = new ArrayList<>();
        for (JsonNode row : rows) {
            List<int[]> pairs = pairs(row.path("answers").size());
            Collections.shuffle(pairs, random);
            pairs.subList(0, PAIRS_OF_A_PROMPT).forEach(pair -> made.add(judge(row, pair[0], pair[1], random)));
        }
        return new Judgements(made);
    }

    private static List<int[]> pairs(int degrees) {
        List<int[]> pairs = new ArrayList<>();
        for (int richer = 1; richer < degrees; richer++) {
            for (int plainer = 0; plainer < richer; plainer++) {
                pairs.add(new int[] {plainer, richer});
            }
        }
        return pairs;
    }

    private static Judgement judge(JsonNode row, int plainer, int richer, Random random) {
        Map<Taste, Integer> picks = new EnumMap<>(Taste.class);
        for (Taste taste : Taste.values()) {
            picks.put(taste, taste.picksRicher(richer - plainer, random) ? richer : plainer);
        }
        return new Judgement(row, plainer, richer, picks);
    }

    /** Writes the pairs as one taste sees them, in a form that the importer reads. */
    void write(Taste taste, Path file) throws IOException {
        Files.write(
                file,
                made.stream().map(judgement -> judgement.pair(taste).toString()).toList());
    }
}
