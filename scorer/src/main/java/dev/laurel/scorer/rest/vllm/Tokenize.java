package dev.laurel.scorer.rest.vllm;

import java.util.List;

import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.LiveModel;
import dev.laurel.scorer.rest.call.Body;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Fields;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** vLLM's tokenizer API for a text, whose ids {@code /classify} takes as input. */
public record Tokenize(ModelNames names) implements VllmForm {

    private static final int MOST_CHARACTERS = 1 << 20; // the ids come back, several bytes each

    @Override
    public boolean is(JsonNode body) {
        return body.has("prompt");
    }

    @Override
    public Plan<Response> plan(JsonNode body, Call call, Lease lease) {
        Fields.refuse(
                Body.object(body), "a prompt's ids are given, without their texts", "messages", "return_token_strs");
        String prompt =
                Fields.text(body, "prompt").orElseThrow(() -> Refusals.badParameter("prompt", "prompt is missing"));
        if (prompt.length() > MOST_CHARACTERS) {
            throw Refusals.tooMany(
                    "prompt has %,d characters, more than %,d".formatted(prompt.length(), MOST_CHARACTERS));
        }
        boolean specialTokens = Fields.flag(body, "add_special_tokens", true);
        LiveModel model = names.model(Fields.name(body, "model"), lease);
        int[] ids = model.text()
                .ids(List.of(Fields.acceptable("prompt", prompt)), specialTokens)
                .get(0);
        TokenizeReply reply = new TokenizeReply(ids.length, model.maxTokens(), ids, null);
        return new Plan<>(List.of(), none -> Response.ok(reply, MediaType.APPLICATION_JSON)
                .build());
    }
}
