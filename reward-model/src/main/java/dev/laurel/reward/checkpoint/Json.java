package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON of model directories, read strictly: one object, no name twice, nothing after it. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode object(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new CheckpointException(path, "is missing");
        }
        try {
            return object(path, Files.readAllBytes(path));
        } catch (IOException e) {
            throw new CheckpointException(path, "cannot be read: " + e, e);
        }
    }

    static ObjectNode object(Path path, byte[] json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new CheckpointException(path, "is no JSON object");
        } catch (IOException e) {
            throw new CheckpointException(path, "is no JSON: " + e.getMessage(), e);
        }
    }

    static byte[] bytes(ObjectNode object) throws IOException {
        return MAPPER.writeValueAsBytes(object);
    }
}
