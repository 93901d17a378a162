package dev.laurel.trainer.train;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.trainer.file.Json;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a version and the model it was trained from gave to one held-out pair when the version was judged, on each model's own scale. Kept beside the
 * version, so that nobody has to score the pair again.
 */
public record HeldOutScore(String pairId, PairScore version, PairScore parent) {

    /** Its file inside a checkpoint, a line each. */
    public static final String FILE = "holdout-scores.jsonl";

    private static final ObjectMapper JSON = Json.mapper();

    /** Writes those of a challenger into its directory. */
    public static void write(Challenger challenger) throws IOException {
        List<String> pairs = challenger.heldOut().ids();
        List<String> lines = new ArrayList<>(pairs.size());
        for (int i = 0; i < pairs.size(); i++) {
            lines.add(JSON.writeValueAsString(new HeldOutScore(
                    pairs.get(i),
                    challenger.scores().get(i),
                    challenger.parentScores().get(i))));
        }
        Files.write(challenger.model().resolve(FILE), lines);
    }
}
