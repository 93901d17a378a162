package dev.laurel.command.export;

import java.util.OptionalDouble;

import dev.laurel.command.option.Scope;
import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Selection;

/**
 * Which selected answers are good enough to learn from.
 *
 * @param scope whose groups
 * @param minReward least reward on the reference scale
 * @param minMargin least lead over the next candidate; an answer without a next one has none, and is left out
 * @param completeOnly whether groups that ended before all candidates had come are left out
 * @param best most answers of a group
 */
public record SftFilter(
        Scope scope, OptionalDouble minReward, OptionalDouble minMargin, boolean completeOnly, int best) {

    public SftFilter {
        if (best < 1) {
            throw new IllegalArgumentException("answers of a group below 1: " + best);
        }
    }

    boolean takes(SelectedResponse group) {
        return scope.takes(group.getTenant(), group.getTask())
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
