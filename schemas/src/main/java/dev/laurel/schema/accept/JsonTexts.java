package dev.laurel.schema.accept;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/**
 * JSON that travels inside records as a text, for templates to see as values: the arguments of a tool's call, and the tools that could be called. Every
 * text in it is one, every number finite. What is found never shows the JSON.
 */
public final class JsonTexts {

    /** Of one such text, in UTF-16 units. */
    public static final int LONGEST = 1 << 20;

    private static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 1_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonTexts() {}

    /** What is wrong with the arguments of a call, to be read after the field; empty if they are an object, or a string. */
    public static Optional<String> argumentsProblem(String json) {
        return problem(json, Kind.ARGUMENTS);
    }

    /** What is wrong with a list of tools, to be read after the field; empty if each is an object. */
    public static Optional<String> toolsProblem(String json) {
        return problem(json, Kind.TOOLS);
    }

    private enum Kind {
        ARGUMENTS("an object or a string") {
            @Override
            boolean takes(JsonToken token, int depth) {
                return depth > 0 || token == JsonToken.START_OBJECT || token == JsonToken.VALUE_STRING;
            }
        },
        TOOLS("a list of objects") {
            @Override
            boolean takes(JsonToken token, int depth) {
                return switch (depth) {
                    case 0 -> token == JsonToken.START_ARRAY;
                    case 1 -> token == JsonToken.START_OBJECT || token == JsonToken.END_ARRAY;
                    default -> true;
                };
            }
        };

        private final String wanted;

        Kind(String wanted) {
            this.wanted = wanted;
        }

        /** Whether this may be here, so many levels below the whole. */
        abstract boolean takes(JsonToken token, int depth);
    }

    private static Optional<String> problem(String json, Kind kind) {
        if (json.length() > LONGEST) {
            return Optional.of("has %,d characters, more than %,d".formatted(json.length(), LONGEST));
        }
        try (JsonParser parser = JSON.createParser(json)) {
            int depth = 0;
            do {
                JsonToken token = parser.nextToken();
                if (token == null || !kind.takes(token, depth)) {
                    return Optional.of("is not JSON of " + kind.wanted);
                }
                Optional<String> problem = valueProblem(parser);
                if (problem.isPresent()) {
                    return problem;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0);
            return parser.nextToken() == null ? Optional.empty() : Optional.of("has something behind its JSON");
        } catch (IOException e) {
            return Optional.of("is not JSON, or has more than %d levels or a number of more than %,d digits"
                    .formatted(DEEPEST, LONGEST_NUMBER));
        }
    }

    private static Optional<String> valueProblem(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case FIELD_NAME, VALUE_STRING -> Texts.problem(parser.getText());
            case VALUE_NUMBER_FLOAT ->
                Double.isFinite(parser.getDoubleValue())
                        ? Optional.empty()
                        : Optional.of("has a number that is not finite");
            default -> Optional.empty();
        };
    }
}
