package dev.laurel.scorer.rest.vllm;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** What vLLM's tokenizer API answers; {@code tokenStrs} is null. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TokenizeReply(int count, int maxModelLen, int[] tokens, Object tokenStrs) {}
