package dev.laurel.reward.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.laurel.reward.checkpoint.CheckpointException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads the small text files of a model directory. */
final class ModelFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelFile() {}

    /** The JSON object in a file; a file that is missing or holds something else is a {@link CheckpointException}. */
    static JsonNode json(Path file) {
        try {
            JsonNode json = JSON.readTree(text(file));
            if (!json.isObject()) {
                throw new CheckpointException(file, "holds no JSON object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new CheckpointException(file, "is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(file, "is missing");
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CheckpointException(file, "cannot be read: " + e.getMessage(), e);
        }
    }
}
