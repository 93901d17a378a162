package dev.laurel.trainer.rest;

import java.util.Optional;
import java.util.stream.Collectors;

import dev.laurel.schema.accept.Shown;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.inject.Singleton;

/** Reads bodies as JSON. What is wrong with one is said for people: the field or the place, and what is expected there. */
@Singleton
class RequestBody {

    private final ObjectMapper json;

    RequestBody(ObjectMapper json) {
        this.json = json;
    }

    /**
     * What a body says; empty if there is none.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    <T> Optional<T> read(String body, Class<T> type) {
        if (body == null || body.isBlank()) {
            return Optional.empty();
        }
        return Optional.ofNullable(parse(body, type));
    }

    /** As {@link #read}, where a body that is missing lacks everything that the type requires. */
    <T> T require(String body, Class<T> type) {
        return read(body, type).orElseGet(() -> parse("{}", type));
    }

    private <T> T parse(String body, Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(problem(e), e);
        }
    }

    private static String problem(JsonProcessingException e) {
        if (e.getCause() instanceof IllegalArgumentException refused) {
            return refused.getMessage();
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown field " + Shown.of(unknown.getPropertyName()) + "; there are "
                    + unknown.getKnownPropertyIds();
        }
        if (e instanceof MismatchedInputException mismatch) {
            return field(mismatch) + " is not " + expected(mismatch.getTargetType());
        }
        if (e instanceof JsonMappingException value && !value.getPath().isEmpty()) {
            return field(value) + " is not a number that it can hold";
        }
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "the body is no JSON" + where + (isDuplicate(e) ? ": a field is there twice" : "");
    }

    private static boolean isDuplicate(JsonProcessingException e) {
        return e instanceof JsonParseException && e.getOriginalMessage().startsWith("Duplicate field");
    }

    private static String field(JsonMappingException e) {
        return e.getPath().isEmpty()
                ? "the body"
                : e.getPath().stream()
                        .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                        .collect(Collectors.joining(".", "\"", "\""));
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "what belongs there, or something follows it";
        }
        if (Number.class.isAssignableFrom(type) || type == int.class || type == long.class) {
            return "a whole number of at most " + Integer.MAX_VALUE;
        }
        return type == String.class ? "a text" : "a JSON object, or something follows it";
    }
}
