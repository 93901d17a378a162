package dev.laurel.scorer.rest.vllm;

import java.util.List;

import dev.laurel.scorer.rest.call.Conversations;
import dev.laurel.scorer.rest.call.Fields;
import dev.laurel.scorer.rest.call.Input;
import dev.laurel.scorer.rest.call.Refusals;

import com.fasterxml.jackson.databind.JsonNode;

/** What vLLM's requests for texts hold: {@code input} as it is, or {@code messages}, one conversation. */
final class VllmInput {

    private VllmInput() {}

    static Input read(JsonNode json) {
        boolean hasInput = json.hasNonNull("input");
        if (hasInput == json.hasNonNull("messages")) {
            throw Refusals.badParameter("input", "either input or messages is required");
        }
        if (hasInput) {
            return Input.read("input", json.path("input"), Fields.flag(json, "add_special_tokens", true));
        }
        Fields.refuse(json, "the model's own formatting is used", "add_special_tokens");
        return new Input.Conversations(
                "messages", List.of(Conversations.whole(null, "messages", json.path("messages"), json.path("tools"))));
    }

    /** The field that {@link #read} reads. */
    static String field(JsonNode json) {
        return json.hasNonNull("messages") ? "messages" : "input";
    }
}
