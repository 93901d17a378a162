package dev.laurel.trainer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A published description of an HTTP interface, held against what the wire says. */
final class OpenApi {

    private final JsonNode description;
    private final Set<String> seen = new TreeSet<>();

    OpenApi(JsonNode description) {
        this.description = description;
    }

    /** All operations, as {@code GET /v1/lines}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (!method.equals("parameters")) {
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        return operations;
    }

    /** The operations that were checked with a good answer. */
    Set<String> seen() {
        return seen;
    }

    /** Checks that an answer is one that is described: its status, its media type, and every field of it. */
    void check(String method, String path, int status, String mediaType, JsonNode body) {
        String template = template(path);
        JsonNode answer = resolve(description
                .path("paths")
                .path(template)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .path("" + status));
        assertThat(answer.isMissingNode())
                .as("%s %s is not said to answer %d", method, template, status)
                .isFalse();
        String type = mediaType.replaceAll(";.*", "");
        JsonNode content = answer.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s %s is not said to be %s", method, template, type)
                .isFalse();
        if (type.endsWith("json") && !type.endsWith("ndjson")) {
            List<String> problems = new ArrayList<>();
            validate(content.path("schema"), body, method + " " + template, problems);
            assertThat(problems).isEmpty();
        }
        if (status < 300) {
            seen.add(method + " " + template);
        }
    }

    private String template(String path) {
        List<String> matching = new ArrayList<>();
        description.path("paths").fieldNames().forEachRemaining(template -> {
            if (path.replaceAll("\\?.*", "").matches(template.replaceAll("\\{\\w+}", "[^/]+"))) {
                matching.add(template);
            }
        });
        assertThat(matching).as("paths described for %s", path).hasSize(1);
        return matching.get(0);
    }

    private void validate(JsonNode described, JsonNode value, String where, List<String> problems) {
        JsonNode schema = resolve(described);
        Set<String> types = new HashSet<>();
        (schema.path("type").isArray() ? schema.path("type") : List.of(schema.path("type")))
                .forEach(type -> types.add(type.asText()));
        if (!types.contains(type(value)) && !(types.contains("number") && value.isIntegralNumber())) {
            problems.add(where + " is " + type(value) + " where " + types + " is described");
            return;
        }
        if (schema.has("enum")) {
            Set<String> known = new TreeSet<>();
            schema.path("enum").forEach(each -> known.add(each.asText()));
            if (!known.contains(value.asText())) {
                problems.add(where + " is " + value + " where " + known + " are described");
            }
        }
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                problems.add(where + "." + required.asText() + " is missing");
            }
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode property = schema.path("properties").path(field.getKey());
            JsonNode inside = property.isMissingNode() ? schema.path("additionalProperties") : property;
            if (inside.isObject()) {
                validate(inside, field.getValue(), where + "." + field.getKey(), problems);
            } else {
                problems.add(where + "." + field.getKey() + " is not described");
            }
        }
        if (value.isArray()) {
            value.forEach(item -> validate(schema.path("items"), item, where + "[]", problems));
        }
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? description.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case STRING, BINARY -> "string";
            case NULL, MISSING -> "null";
        };
    }
}
