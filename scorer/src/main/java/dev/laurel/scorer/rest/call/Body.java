package dev.laurel.scorer.rest.call;

import java.io.IOException;

import dev.laurel.schema.accept.Shown;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/** Reads JSON of requests, in UTF-8; throws {@link ProblemException} saying what in which place is none. */
public final class Body {

    private static final int LONGEST_TEXT = 64 << 20;
    private static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 1_000;

    private static final ObjectReader READER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Body() {}

    /** The whole body, which is null if there is none. */
    public static JsonNode json(byte[] body) {
        try {
            return present(READER.readTree(body == null ? new byte[0] : body), "body");
        } catch (IOException e) {
            throw Refusals.unreadable("body " + problem(e));
        }
    }

    /** The whole body, which must be an object. */
    public static JsonNode object(byte[] body) {
        return object(json(body));
    }

    /** {@code json}, which must be an object. */
    public static JsonNode object(JsonNode json) {
        if (!json.isObject()) {
            throw Refusals.unreadable("body must be an object, not " + Fields.shown(json));
        }
        return json;
    }

    /** Item {@code index} of many, at this place of the body. */
    public static JsonNode line(int index, byte[] body, int from, int length) {
        try {
            return present(READER.readTree(body, from, length), "item " + index);
        } catch (IOException e) {
            throw Refusals.invalid(index, null, "item " + index + " " + problem(e));
        }
    }

    private static JsonNode present(JsonNode json, String place) {
        if (json.isMissingNode()) {
            throw Refusals.unreadable(place + " is empty");
        }
        return json;
    }

    /** In our words: those of a parser quote what it read. */
    private static String problem(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return "is more than is read: texts have at most %,d characters, numbers %,d digits, and %d levels lie in one another"
                    .formatted(LONGEST_TEXT, LONGEST_NUMBER, DEEPEST);
        }
        if (e instanceof JsonEOFException end) {
            return "is not JSON: it ends early, at " + place(end.getLocation());
        }
        if (e instanceof JsonProcessingException parsing) {
            String twice = "Duplicate field '";
            String message = parsing.getOriginalMessage();
            return message.startsWith(twice)
                    ? "has the field " + Shown.of(message.substring(twice.length(), message.length() - 1))
                            + " twice, at " + place(parsing.getLocation())
                    : "is not JSON in UTF-8, at " + place(parsing.getLocation());
        }
        return "is not JSON in UTF-8";
    }

    private static String place(JsonLocation location) {
        return "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
