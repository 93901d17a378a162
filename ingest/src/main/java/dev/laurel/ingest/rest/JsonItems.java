package dev.laurel.ingest.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The items of a request's body: one object, an array of objects, or objects one after the other (NDJSON), whatever its media type says. */
final class JsonItems {

    /** Bounds what a body becomes in memory: one of 16 MB may say eight million times nothing. */
    private static final long MOST_TOKENS = 2_000_000;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonItems() {}

    /**
     * Hands on one item after the other, so that only one of them is held as a tree.
     *
     * @throws ProblemException if the body is larger than {@code maxBytes}, malformed, or without any item
     */
    static void read(InputStream body, long maxBytes, Consumer<JsonNode> items) {
        try {
            byte[] bytes = body.readNBytes(Math.toIntExact(maxBytes + 1));
            if (bytes.length > maxBytes) {
                throw Refusals.of(
                        413, "Body too large", "the body has more than the " + maxBytes + " bytes a request may have");
            }
            if (parse(bytes, items) == 0) {
                throw Refusals.of(400, "Empty body", "the body holds no item");
            }
        } catch (JsonProcessingException e) {
            throw Refusals.of(400, "Malformed JSON", location(e) + problem(e));
        } catch (IOException e) {
            throw Refusals.of(400, "Unreadable body", "the body ended early: " + e.getMessage());
        }
    }

    private static int parse(byte[] bytes, Consumer<JsonNode> items) throws IOException {
        int count = 0;
        try (JsonParser parser = new FrugalParser(JSON.createParser(bytes))) {
            boolean array = parser.nextToken() == JsonToken.START_ARRAY;
            if (array) {
                parser.nextToken();
            }
            while (parser.hasCurrentToken() && parser.currentToken() != JsonToken.END_ARRAY) {
                JsonNode item = JSON.readTree(parser);
                items.accept(item);
                count++;
                parser.nextToken();
            }
            if (array && parser.nextToken() != null) {
                throw Refusals.of(400, "Malformed JSON", "something follows the array's end, at " + place(parser));
            }
        }
        return count;
    }

    /** In words that quote nothing but a field's name. */
    private static String problem(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (e instanceof FrugalParser.TooManyTokensException || message.startsWith("Duplicate field")) {
            return message;
        }
        return message.contains("end-of-input") ? "the JSON is not complete: end-of-input" : "this is not JSON";
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
