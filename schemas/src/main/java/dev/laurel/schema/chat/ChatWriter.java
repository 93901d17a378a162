package dev.laurel.schema.chat;

import java.util.List;

import dev.laurel.schema.Message;
import dev.laurel.schema.ToolCall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Writes turns as chat APIs do: role and content, which is null where it is absent, and what else the turn has. {@link ChatReader} reads it back. */
public enum ChatWriter {
    /** Arguments as their source had them, as templates are to see them. */
    AS_GIVEN {
        @Override
        JsonNode arguments(String json) {
            return parsed(json);
        }
    },
    /** Arguments as strings that hold an object: OpenAI's form. */
    STRINGS {
        @Override
        JsonNode arguments(String json) {
            JsonNode given = parsed(json);
            return given.isTextual() ? given : TextNode.valueOf(json);
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    abstract JsonNode arguments(String json);

    public ArrayNode messages(List<Message> messages) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        messages.forEach(message -> all.add(message(message)));
        return all;
    }

    /** The list of tools, or the arguments of a call, as its JSON text has it. */
    public static JsonNode value(String json) {
        return parsed(json);
    }

    private ObjectNode message(Message message) {
        ObjectNode turn = JsonNodeFactory.instance.objectNode();
        turn.put("role", message.getRole());
        turn.put("content", message.getContentAbsent() ? null : message.getContent());
        message.getReasoningContent().ifPresent(text -> turn.put("reasoning_content", text));
        if (!message.getToolCalls().isEmpty()) {
            ArrayNode calls = turn.putArray("tool_calls");
            message.getToolCalls().forEach(call -> calls.add(call(call)));
        }
        message.getToolCallId().ifPresent(id -> turn.put("tool_call_id", id));
        message.getName().ifPresent(name -> turn.put("name", name));
        return turn;
    }

    private ObjectNode call(ToolCall call) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        call.getId().ifPresent(id -> json.put("id", id));
        json.put("type", call.getType());
        json.putObject("function").put("name", call.getName()).set("arguments", arguments(call.getArguments()));
        return json;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) { // whose words quote the JSON
            throw new IllegalArgumentException("arguments or tools of a record are no JSON");
        }
    }
}
