package dev.laurel.scorer.rest.vllm;

import dev.laurel.schema.accept.Shown;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.rest.call.Body;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Fields;
import dev.laurel.scorer.rest.call.Form;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.OutputActivation;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.rest.call.Scoring;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;

/**
 * vLLM's pooling API for sequences. The number is what {@code /classify} gives for the tasks {@code classify} and {@code score}, and the raw reward for
 * the task {@code reward}; an outcome reward model has no vectors and no numbers of single tokens, so that tasks for these are refused.
 */
public record VllmPooling(Scoring scoring) implements Form {

    @Override
    public boolean is(JsonNode body) {
        return body.has("input") || body.has("messages");
    }

    @Override
    public Plan<Response> plan(JsonNode body, Call call, Lease lease) {
        VllmOptions options = VllmOptions.read(Body.object(body));
        OutputActivation activation = options.activation().orElse(activation(body));
        EncodingFormat format = EncodingFormat.read(body);
        String id = call.id("pooling", options.requestId());
        return scoring.plan(
                lease,
                options.model(),
                VllmInput.field(body),
                VllmInput.read(body),
                options.truncation(),
                (model, rewards) -> PoolingReply.of(
                        id, call.received().getEpochSecond(), ModelNames.of(model), rewards, activation, format));
    }

    private static OutputActivation activation(JsonNode body) {
        String task = Fields.text(body, "task").orElse("classify");
        return switch (task) {
            case "classify", "score" -> OutputActivation.LOGISTIC;
            case "reward" -> OutputActivation.NONE;
            default ->
                throw Refusals.badParameter(
                        "task",
                        "task " + Shown.of(task) + " is not supported: an outcome reward model has one number for a"
                                + " text, by the tasks classify, score and reward");
        };
    }

    @Override
    public Response refusal(ProblemException problem) {
        return VllmError.of(problem);
    }
}
