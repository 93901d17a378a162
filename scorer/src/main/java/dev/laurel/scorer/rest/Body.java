package dev.laurel.scorer.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/** Reads JSON of requests; throws {@link Problem} saying what in which place is none. */
final class Body {

    private static final ObjectReader READER =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Body() {}

    /** The whole body; null if there is none. */
    static JsonNode json(String body) {
        if (body == null) {
            throw Problem.unreadable("body is empty");
        }
        try {
            return present(READER.readTree(body), "body");
        } catch (JsonProcessingException e) {
            throw Problem.unreadable("body is not JSON: " + e.getOriginalMessage());
        }
    }

    /** The whole body, which must be an object. */
    static JsonNode object(String body) {
        JsonNode json = json(body);
        if (!json.isObject()) {
            throw Problem.unreadable("body must be an object, not " + json.getNodeType());
        }
        return json;
    }

    /** One line of many. */
    static JsonNode line(int index, String line) {
        try {
            return present(READER.readTree(line), "item " + index);
        } catch (JsonProcessingException e) {
            throw Problem.invalid(index, null, "item " + index + " is not JSON: " + e.getOriginalMessage());
        }
    }

    private static JsonNode present(JsonNode json, String place) {
        if (json.isMissingNode()) {
            throw Problem.unreadable(place + " is empty");
        }
        return json;
    }
}
