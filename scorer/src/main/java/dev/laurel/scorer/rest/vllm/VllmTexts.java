package dev.laurel.scorer.rest.vllm;

import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.rest.call.Body;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.rest.call.Scoring;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;

/** A form of vLLM's for single texts: all of them read a request alike, and each writes a text's reward in its own way. */
interface VllmTexts extends VllmForm {

    Scoring scoring();

    /** What the ids of answers begin with. */
    String idPrefix();

    /** How this request wants a reward written; throws {@link ProblemException} where it cannot be. */
    VllmReply.Item item(JsonNode body, VllmOptions options);

    @Override
    default boolean is(JsonNode body) {
        return body.has("input") || body.has("messages");
    }

    @Override
    default Plan<Response> plan(JsonNode body, Call call, Lease lease) {
        VllmOptions options = VllmOptions.read(Body.object(body));
        VllmReply.Item item = item(body, options);
        String id = call.id(idPrefix(), options.requestId());
        return scoring()
                .plan(
                        lease,
                        options.model(),
                        VllmInput.field(body),
                        VllmInput.read(body),
                        options.truncation(),
                        (model, rewards) -> VllmReply.of(
                                id, call.received().getEpochSecond(), ModelNames.of(model), rewards, item));
    }
}
