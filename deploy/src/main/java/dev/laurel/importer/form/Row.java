package dev.laurel.importer.form;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the fields of a row of JSON; a field that is null counts as absent. Throws {@link RefusedRow} naming the field. */
public record Row(JsonNode json) {

    /** @throws RefusedRow if the row is no JSON object */
    public Row {
        if (!json.isObject()) {
            throw new RefusedRow(
                    Refusal.WRONG_TYPE, "", "the row is " + type(json) + "; each line must hold one JSON object");
        }
    }

    public boolean has(String field) {
        return json.hasNonNull(field);
    }

    /** The field, which must be there. */
    public JsonNode required(String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            throw new RefusedRow(Refusal.MISSING_FIELD, field, "is missing");
        }
        return value;
    }

    /** The field as text that is not blank, with the whitespace around it. */
    public String requiredText(String field) {
        return Text.of(required(field), field);
    }

    /** The first of these fields that is there, as text; empty if there is none or it is blank. */
    public Optional<String> text(String... names) {
        return first(names)
                .map(name -> Text.possiblyBlank(json.get(name), name))
                .filter(text -> !text.isBlank());
    }

    /** The first of these fields that is there, as an identifier: text or a whole number. */
    public Optional<String> id(String... names) {
        return first(names)
                .map(name -> json.get(name).isIntegralNumber() ? json.get(name).asText() : requiredText(name));
    }

    /** The first of these fields that is there, as a number. */
    public OptionalDouble number(String... names) {
        return first(names).map(this::finite).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private double finite(String field) {
        JsonNode value = json.get(field);
        if (!value.isNumber()) {
            throw new RefusedRow(Refusal.WRONG_TYPE, field, "is " + type(value) + " where a number is needed");
        }
        if (!Double.isFinite(value.doubleValue())) {
            throw new RefusedRow(Refusal.OUT_OF_RANGE, field, "is too large for a 64-bit number");
        }
        return value.doubleValue();
    }

    private Optional<String> first(String... names) {
        return Stream.of(names).filter(this::has).findFirst();
    }

    /** The kind of a JSON value, for messages. */
    static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "null";
        };
    }
}
