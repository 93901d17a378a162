package dev.laurel.trainer.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.reward.train.StepReport;
import dev.laurel.trainer.file.Json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What one optimizer step did and to which pairs; kept beside the weights, a line of JSON each.
 *
 * @param pairs ids of the new pairs it trained on
 * @param replayed ids of the pairs of earlier windows that it trained on again
 */
public record StepRecord(StepReport report, List<String> pairs, List<String> replayed) {

    /** Its file inside a checkpoint. */
    public static final String FILE = "steps.jsonl";

    private static final ObjectMapper JSON = Json.mapper();

    public StepRecord {
        pairs = List.copyOf(pairs);
        replayed = replayed == null ? List.of() : List.copyOf(replayed); // earlier trainers replayed nothing
    }

    static void write(Path directory, List<StepRecord> records) throws IOException {
        List<String> lines = new ArrayList<>(records.size());
        for (StepRecord each : records) {
            lines.add(JSON.writeValueAsString(each));
        }
        Files.write(directory.resolve(FILE), lines);
    }

    public static List<StepRecord> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        List<StepRecord> records = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                records.add(JSON.readValue(line, StepRecord.class));
            } catch (JsonProcessingException e) {
                throw new IOException(
                        file + " holds no step in line " + (records.size() + 1) + ": " + e.getOriginalMessage(), e);
            }
        }
        return records;
    }
}
