package dev.laurel.ingest.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The items of a request's body: one object, an array of objects, or objects one after the other (NDJSON), whatever its media type says. */
final class JsonItems {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonItems() {}

    /** @throws ProblemException if the body is larger than {@code maxBytes}, malformed, or without any item */
    static List<JsonNode> read(InputStream body, long maxBytes) {
        try {
            byte[] bytes = body.readNBytes(Math.toIntExact(maxBytes + 1));
            if (bytes.length > maxBytes) {
                throw new ProblemException(Problem.of(
                        413, "Body too large", "the body has more than the " + maxBytes + " bytes a request may have"));
            }
            List<JsonNode> items = parse(bytes);
            if (items.isEmpty()) {
                throw new ProblemException(Problem.of(400, "Empty body", "the body holds no item"));
            }
            return items;
        } catch (JsonProcessingException e) {
            throw new ProblemException(Problem.of(400, "Malformed JSON", location(e) + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new ProblemException(Problem.of(400, "Unreadable body", "the body ended early: " + e.getMessage()));
        }
    }

    private static List<JsonNode> parse(byte[] bytes) throws IOException {
        List<JsonNode> items = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(bytes)) {
            boolean array = parser.nextToken() == JsonToken.START_ARRAY;
            if (array) {
                parser.nextToken();
            }
            while (parser.hasCurrentToken() && parser.currentToken() != JsonToken.END_ARRAY) {
                JsonNode item = JSON.readTree(parser);
                items.add(item);
                parser.nextToken();
            }
            if (array && parser.nextToken() != null) {
                throw new ProblemException(
                        Problem.of(400, "Malformed JSON", "something follows the array's end, at " + place(parser)));
            }
        }
        return items;
    }

    private static String location(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : "line %d, column %d: "
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static String place(JsonParser parser) {
        return "line %d, column %d"
                .formatted(
                        parser.currentTokenLocation().getLineNr(),
                        parser.currentTokenLocation().getColumnNr());
    }
}
