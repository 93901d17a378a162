package dev.laurel.scorer.rest.vllm;

import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.rest.call.Body;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Form;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.OutputActivation;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.rest.call.Scoring;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;

/** vLLM's classification API: a reward is a class's probability, or with {@code "use_activation": false} the reward itself. */
public record VllmClassify(Scoring scoring) implements Form {

    @Override
    public boolean is(JsonNode body) {
        return body.has("input") || body.has("messages");
    }

    @Override
    public Plan<Response> plan(JsonNode body, Call call, Lease lease) {
        VllmOptions options = VllmOptions.read(Body.object(body));
        String id = call.id("classify", options.requestId());
        return scoring.plan(
                lease,
                options.model(),
                VllmInput.field(body),
                VllmInput.read(body),
                options.truncation(),
                (model, rewards) -> ClassifyReply.of(
                        id,
                        call.received().getEpochSecond(),
                        ModelNames.of(model),
                        rewards,
                        options.activation().orElse(OutputActivation.LOGISTIC)));
    }

    @Override
    public Response refusal(ProblemException problem) {
        return VllmError.of(problem);
    }
}
