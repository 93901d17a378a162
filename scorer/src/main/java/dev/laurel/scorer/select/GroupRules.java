package dev.laurel.scorer.select;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of a candidate that comes, and until when a group is waited for and remembered.
 *
 * @param wanted how many of a group are selected (K)
 * @param timeout how long a group is waited for after its first candidate
 * @param remembered how long after its end its late candidates are known for what they are
 * @param largest most candidates that a group may have, and most late ones whose repetition is noticed
 */
public record GroupRules(int wanted, Duration timeout, Duration remembered, int largest) {

    /** Longest id of a group or a candidate, in characters: a group's ids are kept together, and must stay small enough for a record. */
    private static final int LONGEST_ID = 500;

    /** Most characters of all ids of a group: three bytes each, that is less than a record of its store may be. */
    private static final int MOST_ID_CHARACTERS = 1_000_000;

    private static final Duration LONGEST = Duration.ofDays(3_650); // moments plus it are moments still

    public GroupRules {
        if (wanted < 1) {
            throw new IllegalArgumentException("laurel.scorer.best-of-n.keep is below 1: " + wanted);
        }
        if (largest < wanted) {
            throw new IllegalArgumentException(
                    "laurel.scorer.best-of-n.max-group-size " + largest + " is below keep " + wanted);
        }
        if (timeout.isNegative() || timeout.isZero() || remembered.isNegative()) {
            throw new IllegalArgumentException("laurel.scorer.best-of-n.timeout " + timeout + " and remember "
                    + remembered + " must be above and not below 0");
        }
        if (timeout.compareTo(LONGEST) > 0 || remembered.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("laurel.scorer.best-of-n.timeout " + timeout + " or remember "
                    + remembered + " is above " + LONGEST.toDays() + " days");
        }
    }

    /** What becomes of a candidate. */
    public sealed interface Arrival {

        /** It counts. */
        record Counted(Group group) implements Arrival {}

        /** Its id is known. */
        record Repeated() implements Arrival {}

        /** The group had ended. */
        record Late(Group group, String reason) implements Arrival {}

        /** What it says of its group cannot be. */
        record Refused(String reason) implements Arrival {}
    }

    /** @param known the group as it is; empty if this is its first candidate */
    public Arrival arrive(Optional<Group> known, Candidate candidate, Instant now) {
        String groupId = candidate.group().groupId();
        if (candidate.groupSize() < 1 || candidate.groupSize() > largest) {
            return new Arrival.Refused("group_size %d is not in 1..%d".formatted(candidate.groupSize(), largest));
        }
        if (groupId.length() > LONGEST_ID || candidate.responseId().length() > LONGEST_ID) {
            return new Arrival.Refused("an id of %d characters, where at most %d can be kept"
                    .formatted(Math.max(groupId.length(), candidate.responseId().length()), LONGEST_ID));
        }
        Group group = known.orElseGet(() -> Group.open(candidate.group(), candidate.groupSize(), now));
        if (group.knows(candidate.responseId())) {
            return new Arrival.Repeated();
        }
        if (candidate.groupSize() != group.expected()) {
            return new Arrival.Refused("group_size of group %s is %d where its first candidate said %d"
                    .formatted(groupId, candidate.groupSize(), group.expected()));
        }
        if (group.end().isPresent()) {
            Group.End end = group.end().get();
            return new Arrival.Late(
                    group.late().size() < largest && hasRoom(group, candidate)
                            ? group.withLate(candidate.responseId())
                            : group,
                    "group %s ended at %s by %s with %d of %d candidates"
                            .formatted(
                                    groupId,
                                    end.at(),
                                    end.by(),
                                    group.scored().size() + group.unscored().size(),
                                    group.expected()));
        }
        if (!hasRoom(group, candidate)) {
            return new Arrival.Refused("ids of group %s have %d characters, where at most %d can be kept"
                    .formatted(groupId, group.idCharacters(), MOST_ID_CHARACTERS));
        }
        return new Arrival.Counted(group.with(candidate));
    }

    private static boolean hasRoom(Group group, Candidate candidate) {
        return group.idCharacters() + candidate.responseId().length() <= MOST_ID_CHARACTERS;
    }

    /** When something is to be done about the group: it is closed if it still gathers, or forgotten if it has ended. */
    public Instant due(Group group) {
        return group.end().map(end -> end.at().plus(remembered)).orElseGet(() -> group.opened()
                .plus(timeout));
    }

    public boolean isOverdue(Group group, Instant now) {
        return !now.isBefore(due(group));
    }
}
