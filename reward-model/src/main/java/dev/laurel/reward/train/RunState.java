package dev.laurel.reward.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.SafetensorsFile;
import dev.laurel.reward.checkpoint.TensorContent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a suspended training run has beside its model: the optimizer's moments in {@code training.safetensors} and the step it has reached
 * in {@code training.json}, which is written last.
 */
record RunState(SafetensorsFile moments, long stepsTaken) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MOMENTS = "training.safetensors";
    private static final String STEPS = "training.json";

    static void write(Path dir, List<TensorContent> moments, long taken, long total) {
        try {
            SafetensorsFile.write(dir.resolve(MOMENTS), moments);
            Files.writeString(
                    dir.resolve(STEPS),
                    JSON.createObjectNode()
                            .put("steps_taken", taken)
                            .put("total_steps", total)
                            .toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RunState read(Path dir, long total) {
        Path file = dir.resolve(STEPS);
        JsonNode json;
        try {
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CheckpointException(file, "is no state of a suspended run: " + e, e);
        }
        long taken = json.path("steps_taken").asLong(-1);
        if (taken < 0 || json.path("total_steps").asLong() != total) {
            throw new CheckpointException(file, "has " + json + ", not a run of " + total + " steps");
        }
        return new RunState(SafetensorsFile.open(dir.resolve(MOMENTS)), taken);
    }
}
