package dev.laurel.bench.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.laurel.bench.ingest.Holdings.Place;
import dev.laurel.bench.ingest.Publication.Route;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.Topics;

/**
 * Holds what topics hold against what was accepted. A record whose first try was not answered may lie in its topic twice: it is counted once, and set
 * aside, if at all, no more often than it lies there.
 */
final class Accounts {

    private final List<Publication> accepted;
    private final Holdings holdings;
    private final Map<String, List<DeadLetter>> letters = new HashMap<>();
    private final Map<String, Integer> classes = new TreeMap<>();
    private final Map<String, List<String>> faults = new TreeMap<>();

    private Accounts(List<Publication> accepted, Holdings holdings) {
        this.accepted = accepted;
        this.holdings = holdings;
    }

    /** What was found. */
    record Found(Map<String, Integer> classes, Map<String, List<String>> faults) {}

    /** @param undisturbed what the same records came to without any failure */
    static Found of(List<Publication> accepted, Holdings holdings, Holdings undisturbed) {
        Accounts accounts = new Accounts(accepted, holdings);
        holdings.doubled().forEach(id -> accounts.fault("pairs published twice, or withdrawn twice", id));
        accounts.compare(undisturbed.pairs());
        accounts.readLetters();
        Set<String> paired = holdings.pairedEvents();
        accepted.forEach(record -> accounts.account(record, paired.contains(record.id())));
        return new Found(accounts.classes, accounts.faults);
    }

    /** Records that wait for a prompt to become known, copies included, before anything was given up. */
    static long waitingForPrompt(List<Publication> accepted, Holdings holdings) {
        return lost(accepted).stream()
                .mapToLong(record -> holdings.copies(Topics.UNJOINED, record.id()))
                .sum();
    }

    /** Records that wait in ledgers, before anything was given up. */
    static long waitingInLedgers(List<Publication> accepted, Holdings holdings) {
        return lost(accepted).stream()
                .filter(record -> holdings.copies(Topics.FEEDBACK, record.id()) > 0)
                .count();
    }

    private static List<Publication> lost(List<Publication> accepted) {
        return accepted.stream().filter(record -> record.fate() == Fate.LOST).toList();
    }

    private void fault(String what, String which) {
        faults.computeIfAbsent(what, key -> new ArrayList<>()).add(which);
    }

    private void compare(Map<String, Holdings.Live> undisturbed) {
        undisturbed.forEach((id, pair) -> {
            if (!holdings.pairs().containsKey(id)) {
                fault("pairs that are missing", id + " of " + pair.prompt());
            } else if (!holdings.pairs().get(id).equals(pair)) {
                fault("pairs that differ", id + " of " + pair.prompt());
            }
        });
        holdings.pairs().forEach((id, pair) -> {
            if (!undisturbed.containsKey(id)) {
                fault("pairs that should not be", id + " of " + pair.prompt());
            }
        });
    }

    private void readLetters() {
        Set<Place> places = new HashSet<>();
        for (DeadLetter letter : holdings.deadLetters()) {
            Place place = new Place(letter.topic(), letter.partition(), letter.offset());
            if (!places.add(place)) {
                fault("records set aside twice", place.toString());
            }
            holdings.id(letter)
                    .ifPresentOrElse(
                            id -> letters.computeIfAbsent(id, key -> new ArrayList<>())
                                    .add(letter),
                            () -> fault("records set aside that nobody sent", place.toString()));
        }
    }

    private void account(Publication record, boolean paired) {
        String id = record.id();
        int unjoined = holdings.copies(Topics.UNJOINED, id);
        int joined = holdings.copies(Topics.FEEDBACK, id);
        int arrived = record.route() == Route.RESPONSES
                ? holdings.copies(Topics.RESPONSES, id)
                : unjoined > 0 ? unjoined : joined;
        if (arrived == 0) {
            fault("accepted and in no topic", id);
            return;
        }
        if (arrived > 1) {
            count("of all, arrived more than once");
        }
        if (unjoined > 0) {
            int expected = record.fate() == Fate.LOST ? 0 : unjoined;
            if (joined != expected) {
                fault("given their prompt another number of times than they arrived", id);
            }
            count(record.fate() == Fate.LOST ? "of all, never given a prompt" : "of all, given their prompt");
        }
        List<DeadLetter> aside = letters.getOrDefault(id, List.of());
        switch (record.fate()) {
            case COUNTED, PAIRED -> {
                aside.forEach(letter -> fault("set aside as " + letter.kind() + " for no reason", id));
                if (record.fate() == Fate.PAIRED && !paired) {
                    fault("in no pair", id);
                }
                count(
                        record.route() == Route.RESPONSES
                                ? "responses"
                                : paired ? "feedback in a pair" : "feedback counted without a pair");
            }
            case LOST -> setAside(id, aside, unjoined > 0 ? unjoined : 1, "UNKNOWN_", paired);
            case CONFLICTING -> setAside(id, aside, joined, "CONFLICTING_", paired);
        }
    }

    private void setAside(String id, List<DeadLetter> aside, int times, String kind, boolean paired) {
        if (aside.size() != times) {
            fault("set aside %d times and not %d".formatted(aside.size(), times), id);
        }
        if (paired) {
            fault("in a pair, and to be set aside", id);
        }
        aside.stream()
                .filter(letter -> !letter.kind().startsWith(kind))
                .forEach(letter -> fault("set aside as " + letter.kind(), id));
        aside.stream().findFirst().ifPresent(letter -> count("set aside as " + letter.kind()));
    }

    private void count(String what) {
        classes.merge(what, 1, Integer::sum);
    }
}
