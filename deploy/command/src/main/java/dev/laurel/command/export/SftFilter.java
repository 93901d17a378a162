package dev.laurel.command.export;

import java.util.OptionalDouble;
import java.util.Set;

import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Selection;

/**
 * Which selected answers are good enough to learn from.
 *
 * @param tenants all if empty
 * @param tasks all if empty
 * @param minReward least reward on the reference scale
 * @param minMargin least lead over the next candidate; an answer without a next one has none, and is left out
 * @param completeOnly whether groups that ended before all candidates had come are left out
 * @param best most answers of a group
 */
public record SftFilter(
        Set<String> tenants,
        Set<String> tasks,
        OptionalDouble minReward,
        OptionalDouble minMargin,
        boolean completeOnly,
        int best) {

    public SftFilter {
        if (best < 1) {
            throw new IllegalArgumentException("answers of a group below 1: " + best);
        }
    }

    boolean takes(SelectedResponse group) {
        return (tenants.isEmpty() || tenants.contains(group.getTenant()))
                && (tasks.isEmpty() || tasks.contains(group.getTask()))
                && !(completeOnly && group.getClosedBy() != ClosedBy.COMPLETE);
    }

    boolean takes(Selection answer) {
        return (minReward.isEmpty() || answer.getNormalizedReward() >= minReward.getAsDouble())
                && (minMargin.isEmpty()
                        || answer.getMargin()
                                .filter(margin -> margin >= minMargin.getAsDouble())
                                .isPresent());
    }
}
