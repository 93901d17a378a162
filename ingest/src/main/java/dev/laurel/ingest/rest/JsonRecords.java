package dev.laurel.ingest.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.Texts;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads JSON as a record of an Avro schema: the fields in snake_case as in the schema, absent ones by their defaults, an instant in ISO 8601 or in
 * milliseconds, a value of a union of several records as an object with the record's name as its one field. Avro's own JSON encoding is not used: it
 * wants every field present and every optional one wrapped.
 */
final class JsonRecords {

    private static final SpecificData DATA = new SpecificData(FeedbackEvent.class.getClassLoader());

    private static final int LONGEST_SHOWN = 40;

    private JsonRecords() {}

    /** JSON that is not of the schema. */
    static class UnreadableException extends Exception {

        private static final long serialVersionUID = 1;

        private final String path;

        UnreadableException(String path, String message) {
            super(message);
            this.path = path;
        }

        /** Where in the item, for example {@code candidates[1].position}; empty for the item itself. */
        String path() {
            return path;
        }
    }

    /** A number that is of the right kind, and none that the field can hold. */
    static final class OutOfRangeException extends UnreadableException {

        private static final long serialVersionUID = 1;

        OutOfRangeException(String path, String message) {
            super(path, message);
        }
    }

    static <V extends SpecificRecord> V read(JsonNode node, Class<V> type) throws UnreadableException {
        return type.cast(record(node, DATA.getSchema(type), ""));
    }

    private static Object value(JsonNode node, Schema schema, String path) throws UnreadableException {
        return switch (schema.getType()) {
            case RECORD -> record(node, schema, path);
            case ARRAY -> array(node, schema.getElementType(), path);
            case MAP -> map(node, schema.getValueType(), path);
            case UNION -> union(node, schema, path);
            case ENUM -> symbol(node, schema, path);
            case STRING -> {
                expect(node.isTextual(), node, "a string", path);
                yield node.textValue();
            }
            case BOOLEAN -> {
                expect(node.isBoolean(), node, "true or false", path);
                yield node.booleanValue();
            }
            case INT -> {
                expect(node.isIntegralNumber(), node, "a 32-bit integer", path);
                expectInRange(node.canConvertToInt(), node, "a 32-bit integer", path);
                yield node.intValue();
            }
            case DOUBLE -> {
                expect(node.isNumber(), node, "a number", path);
                expectInRange(Double.isFinite(node.doubleValue()), node, "a finite number", path);
                yield node.doubleValue();
            }
            case LONG -> number(node, schema, path);
            case NULL, FLOAT, BYTES, FIXED -> throw new IllegalStateException("no schema of Laurel has a " + schema);
        };
    }

    private static Object record(JsonNode node, Schema schema, String path) throws UnreadableException {
        expect(node.isObject(), node, "an object", path);
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (schema.getField(name) == null) {
                throw new UnreadableException(child(path, name), "no such field in " + schema.getName());
            }
        }
        SpecificRecord record = (SpecificRecord) DATA.newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            String at = child(path, field.name());
            JsonNode given = node.get(field.name());
            if (given == null && !field.hasDefaultValue()) {
                throw new UnreadableException(at, "is missing");
            }
            record.put(field.pos(), given == null ? DATA.getDefaultValue(field) : value(given, field.schema(), at));
        }
        return record;
    }

    private static List<Object> array(JsonNode node, Schema elements, String path) throws UnreadableException {
        expect(node.isArray(), node, "an array", path);
        List<Object> values = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            values.add(value(node.get(i), elements, "%s[%d]".formatted(path, i)));
        }
        return values;
    }

    private static Map<String, Object> map(JsonNode node, Schema values, String path) throws UnreadableException {
        expect(node.isObject(), node, "an object", path);
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            map.put(entry.getKey(), value(entry.getValue(), values, child(path, entry.getKey())));
        }
        return map;
    }

    private static Object union(JsonNode node, Schema union, String path) throws UnreadableException {
        if (node.isNull()) {
            return null;
        }
        Map<String, Schema> branches = union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .collect(Collectors.toMap(JsonRecords::fieldName, branch -> branch, (a, b) -> a, LinkedHashMap::new));
        if (branches.size() == 1) {
            return value(node, branches.values().iterator().next(), path);
        }
        String names = String.join(", ", branches.keySet());
        expect(node.isObject() && node.size() == 1, node, "an object with one field, one of " + names, path);
        String name = node.fieldNames().next();
        if (!branches.containsKey(name)) {
            throw new UnreadableException(child(path, name), "is none of " + names);
        }
        return value(node.get(name), branches.get(name), child(path, name));
    }

    private static Object symbol(JsonNode node, Schema schema, String path) throws UnreadableException {
        expect(
                node.isTextual() && schema.hasEnumSymbol(node.textValue()),
                node,
                "one of " + String.join(", ", schema.getEnumSymbols()),
                path);
        return DATA.createEnum(node.textValue(), schema);
    }

    private static Object number(JsonNode node, Schema schema, String path) throws UnreadableException {
        if (!(schema.getLogicalType() instanceof LogicalTypes.TimestampMillis)) {
            expect(node.isIntegralNumber(), node, "a 64-bit integer", path);
            expectInRange(node.canConvertToLong(), node, "a 64-bit integer", path);
            return node.longValue();
        }
        if (node.isNumber()) {
            expectInRange(
                    node.canConvertToLong() && node.canConvertToExactIntegral(), node, "milliseconds since 1970", path);
            return Instant.ofEpochMilli(node.longValue());
        }
        try {
            return OffsetDateTime.parse(node.asText()).toInstant();
        } catch (DateTimeException e) {
            expect(false, node, "a time such as 2030-01-31T12:00:00Z, or milliseconds since 1970", path);
            throw e;
        }
    }

    /** PremadePair is premade_pair. */
    private static String fieldName(Schema record) {
        return record.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static String child(String path, String name) {
        String shown = Shown.line(name, LONGEST_SHOWN);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    private static void expect(boolean holds, JsonNode node, String wanted, String path) throws UnreadableException {
        if (!holds) {
            throw new UnreadableException(path, shown(node) + " where " + wanted + " is expected");
        }
    }

    private static void expectInRange(boolean holds, JsonNode node, String wanted, String path)
            throws OutOfRangeException {
        if (!holds) {
            throw new OutOfRangeException(path, shown(node) + " where " + wanted + " is expected");
        }
    }

    /** Of texts only short ones, which are names or symbols; never what may hold a conversation. */
    private static String shown(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> node.textValue().length() <= LONGEST_SHOWN ? Shown.of(node.textValue()) : "a text";
            default -> Texts.cut(node.asText(), LONGEST_SHOWN);
        };
    }
}
