package dev.laurel.reward.text;

import java.util.Objects;
import java.util.Optional;

/**
 * One call of a tool.
 *
 * @param id the call's id, which its result names
 * @param type what is called, {@code function} as a rule
 * @param arguments JSON of an object or of a string, as templates are to see it; the order of its keys is kept
 */
public record ToolCall(Optional<String> id, String type, String name, String arguments) {

    public ToolCall {
        Objects.requireNonNull(type, "type of a tool's call");
        Objects.requireNonNull(name, "name of a called tool");
        Objects.requireNonNull(arguments, "arguments of a tool's call");
    }
}
