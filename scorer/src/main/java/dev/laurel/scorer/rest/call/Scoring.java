package dev.laurel.scorer.rest.call;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.LiveModel;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The way of a request that wants one model's rewards of its input, and one answer for all of them.
 *
 * @param names what it may name as its model
 * @param most rewards that one request may ask for
 */
public record Scoring(ModelNames names, int most) {

    /**
     * A request's plan.
     *
     * @param field the input's name in the request
     * @param reply makes the answer of the version that scored and the rewards, in the order of the input
     */
    public Plan<Response> plan(
            Lease lease,
            Optional<String> modelName,
            String field,
            Input input,
            Truncation truncation,
            BiFunction<LiveModel, List<Reward>, Object> reply) {
        if (input.size() > most) {
            throw Refusals.tooMany(input.size() + " inputs where one request may have " + most);
        }
        LiveModel model = names.model(modelName, lease);
        return new Plan<>(Encoding.pieces(model, truncation.cut(input, field, model)), judgements -> Response.ok(
                        reply.apply(model, Encoding.rewards(judgements)), MediaType.APPLICATION_JSON)
                .build());
    }
}
