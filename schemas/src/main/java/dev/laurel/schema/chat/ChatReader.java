package dev.laurel.schema.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Message;
import dev.laurel.schema.ToolCall;
import dev.laurel.schema.accept.JsonTexts;
import dev.laurel.schema.accept.Shown;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads what chat APIs and data sets write of a turn beside its role and content: {@code tool_calls} ({@code [{id, type, function: {name, arguments}}]}, or
 * the same without {@code function} around), {@code tool_call_id}, {@code name}, {@code reasoning_content} or {@code reasoning}, {@code refusal}. A field
 * that is null or empty counts as absent. Arguments stay what they are, an object or a string.
 */
public final class ChatReader {

    /** The fields of a turn that are read here. */
    public static final Set<String> FIELDS =
            Set.of("tool_calls", "tool_call_id", "name", "reasoning_content", "reasoning", "refusal");

    private static final Set<String> OF_A_CALL = Set.of("id", "type", "function", "name", "arguments");
    private static final Set<String> OF_A_FUNCTION = Set.of("name", "arguments");
    private static final String FUNCTION = "function";

    private ChatReader() {}

    /**
     * A turn.
     *
     * @param turn the JSON object
     * @param content its text; empty if it has none, where a refusal stands for it
     * @param place what the turn is called where something is wrong
     */
    public static Message turn(JsonNode turn, String role, Optional<String> content, String place)
            throws UnreadableChatException {
        Optional<String> text = content.isPresent() ? content : text(turn, "refusal", place);
        Optional<String> reasoning = text(turn, "reasoning_content", place);
        return Message.newBuilder()
                .setRole(role)
                .setContent(text.orElse(""))
                .setContentAbsent(text.isEmpty())
                .setToolCalls(calls(turn.path("tool_calls"), place + ".tool_calls"))
                .setToolCallId(text(turn, "tool_call_id", place).orElse(null))
                .setName(text(turn, "name", place).orElse(null))
                .setReasoningContent((reasoning.isPresent() ? reasoning : text(turn, "reasoning", place)).orElse(null))
                .build();
    }

    /** The JSON text of a list of tools, which may be written as one; empty where there are none. */
    public static Optional<String> tools(JsonNode tools, String place) throws UnreadableChatException {
        if (!holds(tools)) {
            return Optional.empty();
        }
        requireFinite(tools, place);
        String json = tools.isTextual() ? tools.textValue() : tools.toString();
        Optional<String> problem = JsonTexts.toolsProblem(json);
        if (problem.isPresent()) {
            throw new UnreadableChatException(place, problem.get());
        }
        return Optional.of(json).filter(list -> !list.strip().matches("\\[\\s*]"));
    }

    /** The JSON text of arguments: an object, or a string. */
    public static String arguments(JsonNode arguments, String place) throws UnreadableChatException {
        if (arguments.isMissingNode() || arguments.isNull()) {
            return "{}";
        }
        if (!arguments.isObject() && !arguments.isTextual()) {
            throw new UnreadableChatException(place, "is " + arguments.getNodeType() + ", no object and no string");
        }
        requireFinite(arguments, place);
        return arguments.toString();
    }

    /** A number that is too large is read as an infinite one, for which JSON has no form. */
    private static void requireFinite(JsonNode json, String place) throws UnreadableChatException {
        if (json.isNumber() && !Double.isFinite(json.doubleValue()) && !json.isIntegralNumber()) {
            throw new UnreadableChatException(place, "has a number that is not finite");
        }
        for (JsonNode element : json) {
            requireFinite(element, place);
        }
    }

    private static List<ToolCall> calls(JsonNode calls, String place) throws UnreadableChatException {
        if (!holds(calls)) {
            return List.of();
        }
        if (!calls.isArray()) {
            throw new UnreadableChatException(place, "is " + calls.getNodeType() + ", no array of calls");
        }
        List<ToolCall> all = new ArrayList<>();
        for (JsonNode call : calls) {
            all.add(call(call, place + "[" + all.size() + "]"));
        }
        return all;
    }

    private static ToolCall call(JsonNode call, String place) throws UnreadableChatException {
        requireObject(call, OF_A_CALL, place);
        JsonNode nested = call.path(FUNCTION);
        boolean around = holds(nested);
        String at = around ? place + "." + FUNCTION : place;
        JsonNode function = around ? nested : call;
        if (around) {
            requireObject(function, OF_A_FUNCTION, at);
        }
        Optional<String> name = text(function, "name", at);
        if (name.isEmpty()) {
            throw new UnreadableChatException(at + ".name", "is missing");
        }
        return ToolCall.newBuilder()
                .setId(text(call, "id", place).orElse(null))
                .setType(text(call, "type", place).orElse(FUNCTION))
                .setName(name.get())
                .setArguments(arguments(function.path("arguments"), at + ".arguments"))
                .build();
    }

    private static void requireObject(JsonNode json, Set<String> fields, String place) throws UnreadableChatException {
        if (!json.isObject()) {
            throw new UnreadableChatException(place, "is " + json.getNodeType() + ", no object");
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!fields.contains(field.getKey()) && holds(field.getValue())) {
                throw new UnreadableChatException(place, "has the unknown field " + Shown.of(field.getKey()));
            }
        }
    }

    private static Optional<String> text(JsonNode object, String field, String place) throws UnreadableChatException {
        JsonNode value = object.path(field);
        if (!holds(value)) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new UnreadableChatException(place + "." + field, "is " + value.getNodeType() + ", no text");
        }
        return Optional.of(value.textValue());
    }

    /** Whether a field says anything: it is there, and neither null nor empty. */
    public static boolean holds(JsonNode value) {
        boolean empty = value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.textValue().isEmpty();
        return !value.isMissingNode() && !value.isNull() && !empty;
    }
}
