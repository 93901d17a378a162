package dev.laurel.scorer.rest;

import dev.laurel.schema.accept.Range;
import dev.laurel.schema.accept.Shown;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.rest.call.Fields;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.verdict.Policy;
import dev.laurel.scorer.verdict.Verifier;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A response to be verified.
 *
 * @param attempt which attempt at its prompt it is, from 1
 * @param policy what decides about it
 */
record VerifyItem(ScoreItem item, String tenant, String task, int attempt, Policy policy) {

    private static final String ATTEMPT = "attempt";

    /** Reads it: an item to score, with the attempt; throws {@link ProblemException} naming the field that is wrong. */
    static VerifyItem read(JsonNode json, Lines lines, Verifier verifier) {
        JsonNode attempt = json.path(ATTEMPT);
        if (!attempt.isMissingNode() && (!attempt.isIntegralNumber() || attempt.asDouble() < 1)) {
            throw Refusals.invalid(
                    0, ATTEMPT, "attempt must be a whole number from 1 on, not " + Fields.shown(attempt));
        }
        Range.ATTEMPT.problem(attempt.asDouble(1)).ifPresent(problem -> {
            throw Refusals.unacceptable(0, ATTEMPT, "attempt " + problem);
        });
        JsonNode scored = json.isObject() ? ((ObjectNode) json).without(ATTEMPT) : json;
        ScoreItem item = ScoreItem.read(0, scored, lines);
        String tenant = json.path("tenant").asText("default");
        String task = json.path("task").asText("default");
        Policy policy = verifier.policy(tenant, task)
                .orElseThrow(() -> Refusals.noPolicy(
                        "no policy applies to tenant " + Shown.of(tenant) + ", task " + Shown.of(task)));
        return new VerifyItem(item, tenant, task, attempt.isMissingNode() ? 1 : attempt.intValue(), policy);
    }
}
