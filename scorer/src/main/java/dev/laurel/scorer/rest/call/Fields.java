package dev.laurel.scorer.rest.call;

import java.util.Optional;
import java.util.OptionalInt;

import dev.laurel.schema.accept.Names;
import dev.laurel.schema.accept.Texts;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;

/** Fields of a request as a whole; null counts as absent. Throws {@link ProblemException} naming the field and what is wrong with it, never its text. */
public final class Fields {

    private static final int LONGEST_SHOWN = 40;

    private Fields() {}

    /** A name: of a model, a line, a request. */
    public static Optional<String> name(JsonNode object, String field) {
        Optional<String> name = text(object, field).filter(given -> !given.isEmpty());
        name.flatMap(Names::problem).ifPresent(problem -> {
            throw Refusals.unacceptable(null, field, field + " " + problem);
        });
        return name;
    }

    public static Optional<String> text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (absent(value)) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw Refusals.badParameter(field, field + " must be a text, not " + shown(value));
        }
        return Optional.of(value.textValue());
    }

    public static boolean flag(JsonNode object, String field, boolean whereAbsent) {
        JsonNode value = object.path(field);
        if (absent(value)) {
            return whereAbsent;
        }
        if (!value.isBoolean()) {
            throw Refusals.badParameter(field, field + " must be true or false, not " + shown(value));
        }
        return value.booleanValue();
    }

    /** A whole number of at least {@code least}. */
    public static OptionalInt whole(JsonNode object, String field, int least) {
        JsonNode value = object.path(field);
        if (absent(value)) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
            throw Refusals.badParameter(
                    field, field + " must be a whole number of at least " + least + ", not " + shown(value));
        }
        return OptionalInt.of(value.intValue());
    }

    /** Refuses a request that has any of these fields, since the answer would not be what it asks for. */
    public static void refuse(JsonNode object, String why, String... fields) {
        for (String field : fields) {
            JsonNode value = object.path(field);
            boolean asks = !absent(value) && !(value.isBoolean() && !value.booleanValue()) && !isEmpty(value);
            if (asks) {
                throw Refusals.badParameter(field, field + " is not supported: " + why);
            }
        }
    }

    /** Throws {@link ProblemException} where a text cannot be tokenised. */
    public static String acceptable(String field, String text) {
        Texts.problem(text).ifPresent(problem -> {
            throw Refusals.unacceptable(null, field, field + " " + problem);
        });
        return text;
    }

    /** As {@link #acceptable}, of a text that must say something. */
    public static String said(String field, String text) {
        Texts.saidProblem(text).ifPresent(problem -> {
            throw Refusals.unacceptable(null, field, field + " " + problem);
        });
        return text;
    }

    /** A value as refusals show it: numbers and truth values as they are, of the rest its kind. */
    public static String shown(JsonNode value) {
        String text = value.isNumber() || value.isBoolean()
                ? value.asText()
                : value.getNodeType().name();
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isContainerNode()
                ? value.isEmpty()
                : value.isTextual() && value.textValue().isEmpty();
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
