package dev.laurel.scorer.select;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.schema.ClosedBy;

/**
 * A group of candidates: which of them have come, and how it ended. It counts each response once, by its id.
 *
 * @param expected how many candidates it will have
 * @param opened when its first candidate came, on the clock of its partition, see {@link GroupClock}
 * @param latest time of the latest candidate
 * @param scored ids of the candidates with a reward, in the order in which they came
 * @param unscored ids of those that came and have none
 * @param late ids of those that came after the end
 * @param end empty while it gathers
 */
public record Group(
        GroupName name,
        int expected,
        Instant opened,
        Instant latest,
        List<String> scored,
        List<String> unscored,
        List<String> late,
        Optional<End> end) {

    /** How and when a group ended. */
    public record End(ClosedBy by, Instant at) {}

    public Group {
        scored = List.copyOf(scored);
        unscored = List.copyOf(unscored);
        late = List.copyOf(late);
    }

    /** A group that waits for its first candidate. */
    public static Group open(GroupName name, int expected, Instant now) {
        return new Group(name, expected, now, Instant.MIN, List.of(), List.of(), List.of(), Optional.empty());
    }

    public boolean knows(String responseId) {
        return Stream.of(scored, unscored, late).anyMatch(ids -> ids.contains(responseId));
    }

    /** Whether nobody is waited for any more. */
    public boolean isComplete() {
        return scored.size() + unscored.size() >= expected;
    }

    /** Candidates of those expected that have no reward. */
    public int missing() {
        return expected - scored.size();
    }

    Group with(Candidate candidate) {
        return new Group(
                name,
                expected,
                opened,
                candidate.eventTime().isAfter(latest) ? candidate.eventTime() : latest,
                candidate.scored().isPresent() ? with(scored, candidate.responseId()) : scored,
                candidate.scored().isPresent() ? unscored : with(unscored, candidate.responseId()),
                late,
                end);
    }

    Group withLate(String responseId) {
        return new Group(name, expected, opened, latest, scored, unscored, with(late, responseId), end);
    }

    public Group closed(ClosedBy by, Instant now) {
        return new Group(name, expected, opened, latest, scored, unscored, late, Optional.of(new End(by, now)));
    }

    /** Characters of all ids that are kept with it; with the names they are most of what it takes in a store. */
    public long idCharacters() {
        return Stream.of(scored, unscored, late)
                .flatMap(List::stream)
                .mapToLong(String::length)
                .sum();
    }

    /** As it would be if all that came had a reward; for a record that has no room for more. */
    public Group withoutUnscored() {
        return new Group(name, expected, opened, latest, scored, List.of(), late, end);
    }

    private static List<String> with(List<String> ids, String id) {
        List<String> all = new ArrayList<>(ids);
        all.add(id);
        return all;
    }
}
