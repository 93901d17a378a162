package dev.laurel.trainer.report;

import java.util.ArrayList;
import java.util.List;

import dev.laurel.trainer.file.Json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A value as its fields, under the names that they have in the manifest: {@code adam_w.clip_norm} is 1.0. */
final class Fields {

    private static final ObjectMapper MAPPER = Json.mapper();

    private Fields() {}

    /** One of them. */
    public record Field(String name, String value) {}

    static List<Field> of(Object value) {
        List<Field> fields = new ArrayList<>();
        collect("", MAPPER.valueToTree(value), fields);
        return fields;
    }

    private static void collect(String name, JsonNode node, List<Field> into) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(field -> collect(
                            name.isEmpty() ? field.getKey() : name + "." + field.getKey(), field.getValue(), into));
        } else if (!node.isEmpty() || node.isValueNode()) {
            into.add(new Field(name, text(node)));
        }
    }

    private static String text(JsonNode node) {
        if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(text(item)));
            return String.join(", ", items);
        }
        return node.isValueNode() ? node.asText() : node.toString();
    }
}
