package dev.laurel.scorer;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** JSON on record: the same fields in the same order, equal values; numbers within a hair, and {@code "/.../"} for texts of that pattern. */
final class Frozen {

    private static final double HAIR = 1e-4;

    private Frozen() {}

    static void assertMatches(JsonNode expected, JsonNode actual) {
        assertMatches("$", expected, actual);
    }

    private static void assertMatches(String place, JsonNode expected, JsonNode actual) {
        if (expected.isTextual() && expected.textValue().matches("/.*/")) {
            String pattern = expected.textValue();
            assertThat(actual.asText()).as(place).matches(pattern.substring(1, pattern.length() - 1));
            return;
        }
        assertThat(actual.getNodeType()).as(place).isEqualTo(expected.getNodeType());
        if (expected.isObject()) {
            assertThat(names(actual)).as(place).isEqualTo(names(expected));
            expected.fieldNames()
                    .forEachRemaining(
                            name -> assertMatches(place + "." + name, expected.path(name), actual.path(name)));
        } else if (expected.isArray()) {
            assertThat(actual).as(place).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertMatches(place + "[" + i + "]", expected.get(i), actual.get(i));
            }
        } else if (expected.isNumber()) {
            assertThat(actual.asDouble()).as(place).isEqualTo(expected.asDouble(), within(HAIR));
        } else {
            assertThat(actual).as(place).isEqualTo(expected);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
