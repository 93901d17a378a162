package dev.laurel.scorer.select;

import java.time.Instant;
import java.util.Optional;

import dev.laurel.schema.GeneratedResponse;

/**
 * A response that belongs to a group of candidates.
 *
 * @param groupSize how many candidates the group will have, as this response says
 * @param scored the scored record as it goes to {@code responses.scored.v1}; empty if the response has no reward
 */
public record Candidate(GroupName group, int groupSize, String responseId, Instant eventTime, Optional<byte[]> scored) {

    /** The response as a candidate, if it says what group it belongs to and how many that will have. */
    public static Optional<Candidate> of(GeneratedResponse response, Optional<byte[]> scored) {
        if (response.getGroupId().isEmpty() || response.getGroupSize().isEmpty()) {
            return Optional.empty();
        }
        GroupName group = new GroupName(
                response.getTenant(),
                response.getTask(),
                response.getPromptId(),
                response.getGroupId().get());
        return Optional.of(new Candidate(
                group, response.getGroupSize().get(), response.getResponseId(), response.getEventTime(), scored));
    }
}
