package dev.laurel.scorer.rest.vllm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import dev.laurel.scorer.rest.call.Fields;
import dev.laurel.scorer.rest.call.OutputActivation;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.Truncation;
import dev.laurel.scorer.rest.call.Truncation.Side;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What requests of vLLM's pooling APIs have in common. Fields that are not known are ignored, as vLLM ignores them; what would make another number of the
 * same input is refused.
 *
 * @param model what is to score; empty for the line that serves the default tenant and task
 * @param requestId the caller's name for it
 * @param activation empty where the caller leaves it to us
 */
record VllmOptions(
        Optional<String> model,
        Optional<String> requestId,
        Optional<OutputActivation> activation,
        Truncation truncation) {

    private static final String ADVICE = "set truncate_prompt_tokens to have it cut";

    static VllmOptions read(JsonNode json) {
        Fields.refuse(
                json,
                "the model's own formatting is used",
                "chat_template",
                "chat_template_kwargs",
                "add_generation_prompt",
                "continue_final_message",
                "instruction",
                "instruct");
        Fields.refuse(json, "a reward model reads text only", "mm_processor_kwargs", "media_io_kwargs");
        Fields.refuse(json, "a reward is one number", "dimensions");
        return new VllmOptions(
                Fields.name(json, "model"), Fields.name(json, "request_id"), activation(json), truncation(json));
    }

    private static Optional<OutputActivation> activation(JsonNode json) {
        for (String name : List.of("use_activation", "activation", "softmax")) { // the last two are its former names
            if (json.hasNonNull(name)) {
                return Optional.of(Fields.flag(json, name, true) ? OutputActivation.LOGISTIC : OutputActivation.NONE);
            }
        }
        return Optional.empty();
    }

    private static Truncation truncation(JsonNode json) {
        OptionalInt tokens = Fields.whole(json, "truncate_prompt_tokens", -1);
        if (tokens.isEmpty()) {
            return Truncation.none(ADVICE);
        }
        if (tokens.getAsInt() == 0) {
            throw Refusals.badParameter(
                    "truncate_prompt_tokens", "truncate_prompt_tokens must be -1 or at least 1, not 0");
        }
        Optional<Side> side = Fields.text(json, "truncation_side").map(given -> switch (given) {
            case "left" -> Side.LEFT;
            case "right" -> Side.RIGHT;
            default -> throw Refusals.badParameter("truncation_side", "truncation_side must be \"left\" or \"right\"");
        });
        return new Truncation(Optional.of(tokens.getAsInt()), side, ADVICE);
    }
}
