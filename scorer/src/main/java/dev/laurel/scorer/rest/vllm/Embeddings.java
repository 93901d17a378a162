package dev.laurel.scorer.rest.vllm;

import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.rest.call.Body;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Form;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.rest.call.Scoring;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;

/**
 * OpenAI's embeddings API, where SGLang's clients (verl among them) read rewards: it serves reward models as models of embeddings with one number, the raw
 * reward.
 */
public record Embeddings(Scoring scoring) implements Form {

    @Override
    public boolean is(JsonNode body) {
        return body.has("input") || body.has("messages");
    }

    @Override
    public Plan<Response> plan(JsonNode body, Call call, Lease lease) {
        VllmOptions options = VllmOptions.read(Body.object(body));
        EncodingFormat format = EncodingFormat.read(body);
        String id = call.id("embd", options.requestId());
        return scoring.plan(
                lease,
                options.model(),
                VllmInput.field(body),
                VllmInput.read(body),
                options.truncation(),
                (model, rewards) -> EmbeddingsReply.of(
                        id, call.received().getEpochSecond(), ModelNames.of(model), rewards, format));
    }

    @Override
    public Response refusal(ProblemException problem) {
        return VllmError.of(problem);
    }
}
