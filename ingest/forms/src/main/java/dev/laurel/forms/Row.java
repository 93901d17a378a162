package dev.laurel.forms;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.laurel.schema.accept.Names;
import dev.laurel.schema.accept.Range;
import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.Texts;
import dev.laurel.schema.chat.ChatReader;
import dev.laurel.schema.chat.UnreadableChatException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the fields of a row of JSON; a field that is null counts as absent. Throws {@link RefusedRow} naming the field. */
public record Row(JsonNode json) {

    private static final int LONGEST_LANGUAGE = 64; // as ingest has it
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?");

    /** @throws RefusedRow if the row is no JSON object */
    public Row {
        if (!json.isObject()) {
            throw new RefusedRow(
                    Refusal.WRONG_TYPE, "", "the row is " + type(json) + "; each line must hold one JSON object");
        }
    }

    /** The row as if it had none of these fields. */
    public Row without(Set<String> fields) {
        return fields.isEmpty() ? this : new Row(((ObjectNode) json.deepCopy()).without(fields));
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

    /** The field as text, which may be empty. */
    public String possiblyEmptyText(String field) {
        return Text.possiblyBlank(required(field), field);
    }

    /** The first of these fields that is there and not blank, as text. */
    public Optional<String> text(String... names) {
        return Stream.of(names)
                .filter(this::has)
                .map(name -> Text.possiblyBlank(json.get(name), name))
                .filter(Texts::says)
                .findFirst();
    }

    /** As {@link #text}, for what is a name, as {@link Names} has it. */
    public Optional<String> name(String... names) {
        return first(names)
                .filter(name ->
                        !json.get(name).isTextual() || Texts.says(json.get(name).textValue()))
                .map(name -> named(Text.possiblyBlank(json.get(name), name), name));
    }

    /** The JSON of the tools that could be called; empty where there are none. */
    public Optional<String> tools() {
        try {
            return ChatReader.tools(json.path("tools"), "tools");
        } catch (UnreadableChatException e) {
            throw new RefusedRow(Refusal.WRONG_TYPE, e.place(), e.detail());
        }
    }

    /** BCP 47 tag of the row's language. */
    public Optional<String> language() {
        return name("language").map(tag -> {
            if (tag.length() > LONGEST_LANGUAGE) {
                throw new RefusedRow(Refusal.BAD_NAME, "language", Shown.of(tag) + " is no BCP 47 tag");
            }
            return tag;
        });
    }

    /** The first of these fields that is there, as an identifier: text or a whole number. */
    public Optional<String> id(String... names) {
        return first(names)
                .map(name ->
                        named(json.get(name).isIntegralNumber() ? json.get(name).asText() : requiredText(name), name));
    }

    private static String named(String written, String field) {
        Names.problem(written).ifPresent(problem -> {
            throw new RefusedRow(Refusal.BAD_NAME, field, problem);
        });
        return written;
    }

    /** The first of these fields that is there, as a number within a range; a number in quotes is one. */
    public OptionalDouble number(Range range, String... names) {
        return first(names)
                .map(name -> number(name, range))
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    private double number(String field, Range range) {
        JsonNode value = json.get(field);
        boolean quoted = value.isTextual() && NUMBER.matcher(value.textValue()).matches();
        if (!value.isNumber() && !quoted) {
            throw new RefusedRow(Refusal.WRONG_TYPE, field, "is " + type(value) + " where a number is needed");
        }
        double number = quoted ? Double.parseDouble(value.textValue()) : value.doubleValue();
        range.problem(number).ifPresent(problem -> {
            throw new RefusedRow(Refusal.OUT_OF_RANGE, field, problem);
        });
        return number;
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
