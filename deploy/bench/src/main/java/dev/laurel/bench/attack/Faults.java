package dev.laurel.bench.attack;

import java.util.Map;
import java.util.TreeMap;

/** What did not hold, each kind once with how often and an example. Safe for many threads. */
final class Faults {

    /** @param example the first */
    record Fault(long count, String example) {}

    private final Map<String, Fault> faults = new TreeMap<>();

    synchronized void add(String kind, String example) {
        faults.merge(kind, new Fault(1, example), (before, next) -> new Fault(before.count() + 1, before.example()));
    }

    void expect(boolean holds, String kind, String example) {
        if (!holds) {
            add(kind, example);
        }
    }

    synchronized Map<String, Fault> all() {
        return new TreeMap<>(faults);
    }
}
