package dev.laurel.bench.scorer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.SelectedResponse;

/**
 * Whether each group of candidates was written once, and whole.
 *
 * @param groups that were published with all their candidates
 * @param missing of them without a selection
 * @param doubled selections beyond the first of a group
 * @param incomplete selections that lack candidates
 * @param late candidates that were recorded as late
 * @param lateSent candidates that were sent when their group had ended
 */
record GroupCheck(long groups, long missing, long doubled, long incomplete, long late, long lateSent) {

    static GroupCheck of(Set<String> published, List<SelectedResponse> selected, long late, long lateSent) {
        Map<String, Integer> counts = new HashMap<>();
        long incomplete = 0;
        for (SelectedResponse group : selected) {
            counts.merge(group.getGroupId(), 1, Integer::sum);
            incomplete += group.getClosedBy() == ClosedBy.COMPLETE && group.getMissing() == 0 ? 0 : 1;
        }
        long doubled = counts.values().stream().mapToLong(count -> count - 1).sum();
        long missing = published.stream().filter(id -> !counts.containsKey(id)).count();
        return new GroupCheck(published.size(), missing, doubled, incomplete, late, lateSent);
    }

    boolean isSound() {
        return missing == 0 && doubled == 0 && incomplete == 0 && late == lateSent;
    }
}
