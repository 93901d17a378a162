package dev.laurel.scorer.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * The score of one item, as JSON in snake case.
 *
 * @param responseId absent if the caller gave none
 * @param score its fields beside the id
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoreReply(String responseId, @JsonUnwrapped Score score) {}
