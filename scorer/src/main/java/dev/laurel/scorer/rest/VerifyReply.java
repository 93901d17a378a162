package dev.laurel.scorer.rest;

import dev.laurel.schema.Verdict;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A verdict with the score it rests on, as JSON in snake case.
 *
 * @param responseId absent if the caller gave none
 * @param decision ACCEPT, REGENERATE or FALL_BACK
 * @param score its fields beside the verdict's; absent if the response was not scored in time
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerifyReply(
        String responseId,
        String decision,
        String policy,
        String policyVersion,
        String reason,
        @JsonUnwrapped Score score) {

    static VerifyReply of(Verdict verdict, ScoreReply scored) {
        return of(scored.responseId(), verdict, scored.score());
    }

    static VerifyReply withoutScore(String responseId, Verdict verdict) {
        return of(responseId, verdict, null);
    }

    private static VerifyReply of(String responseId, Verdict verdict, Score score) {
        return new VerifyReply(
                responseId,
                verdict.getDecision().name(),
                verdict.getPolicy(),
                verdict.getPolicyVersion(),
                verdict.getReason(),
                score);
    }
}
