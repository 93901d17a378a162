package dev.laurel.reward.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.laurel.reward.text.UnusableTextException.Reason;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A conversation as the values that templates see, those that Python's {@code json.loads} makes of the same conversation in the form of chat APIs. What a
 * turn has not is no key of it.
 */
final class TemplateValues {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private TemplateValues() {}

    static List<Map<String, Object>> messages(List<Message> messages) {
        return messages.stream().map(TemplateValues::message).toList();
    }

    /** The list of tools; null where there is none, as templates have it. */
    static Object tools(Conversation conversation) {
        return conversation.tools().map(json -> parsed(json, "tools")).orElse(null);
    }

    private static Map<String, Object> message(Message message) {
        Map<String, Object> values = new LinkedHashMap<>(); // in this order where a template prints a message whole
        values.put("role", message.role());
        values.put("content", message.contentAbsent() ? null : message.content());
        message.reasoning().ifPresent(text -> values.put("reasoning_content", text));
        if (!message.toolCalls().isEmpty()) {
            values.put(
                    "tool_calls",
                    message.toolCalls().stream().map(TemplateValues::call).toList());
        }
        message.toolCallId().ifPresent(id -> values.put("tool_call_id", id));
        message.name().ifPresent(name -> values.put("name", name));
        return values;
    }

    private static Map<String, Object> call(ToolCall call) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", call.name());
        function.put("arguments", parsed(call.arguments(), "arguments of a tool's call"));
        Map<String, Object> values = new LinkedHashMap<>();
        call.id().ifPresent(id -> values.put("id", id));
        values.put("type", call.type());
        values.put("function", function);
        return values;
    }

    private static Object parsed(String json, String name) {
        try {
            return value(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new UnusableTextException(Reason.BAD_JSON, name + " are no JSON");
        }
    }

    private static Object value(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> values = new LinkedHashMap<>();
                json.properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
                yield values;
            }
            case ARRAY -> {
                List<Object> values = new ArrayList<>(json.size());
                json.forEach(element -> values.add(value(element)));
                yield values;
            }
            case STRING -> json.textValue();
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> number(json);
            default -> null;
        };
    }

    /** Python's integers have no bounds. */
    private static Number number(JsonNode json) {
        if (!json.isIntegralNumber()) {
            return json.doubleValue();
        }
        return json.canConvertToLong() ? (Number) json.longValue() : json.bigIntegerValue();
    }
}
