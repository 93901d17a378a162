package dev.laurel.bench.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The records of made-up prompts, one prompt after the other, mixed over a window. Safe for many threads. */
final class Mix {

    private final long seed;
    private final int window;
    private final Random random;
    private final List<Publication> waiting = new ArrayList<>();
    private final Map<String, Publication> accepted = new LinkedHashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private int prompts;
    private boolean ended;

    /** @param window among how many records the next one is drawn */
    Mix(long seed, int window) {
        this.seed = seed;
        this.window = window;
        this.random = new Random(seed);
    }

    /** Records that go to one place; none if those that are left have to wait for others. */
    synchronized List<Publication> take(int most) {
        while (!ended && waiting.size() < window) {
            waiting.addAll(MadeUpPrompt.of(seed, prompts++));
        }
        List<Publication> taken = new ArrayList<>();
        int tries = Math.min(waiting.size(), Math.max(most, 100));
        for (int i = 0; i < tries && taken.size() < most; i++) {
            Collections.swap(waiting, random.nextInt(waiting.size()), waiting.size() - 1);
            Publication drawn = waiting.get(waiting.size() - 1);
            boolean fits = taken.isEmpty() || taken.get(0).route() == drawn.route();
            if (fits && drawn.after().filter(id -> !accepted.containsKey(id)).isEmpty()) {
                taken.add(waiting.remove(waiting.size() - 1));
            }
        }
        taken.forEach(record -> underWay.add(record.id()));
        return taken;
    }

    synchronized void accept(List<Publication> records) {
        records.forEach(record -> {
            accepted.put(record.id(), record);
            underWay.remove(record.id());
        });
    }

    /** Adds no more prompts; those that have begun are sent to their end. */
    synchronized void end() {
        ended = true;
    }

    synchronized boolean isEmpty() {
        return ended && waiting.isEmpty() && underWay.isEmpty();
    }

    /** All that were accepted, in this order. */
    synchronized List<Publication> accepted() {
        return List.copyOf(accepted.values());
    }

    synchronized int prompts() {
        return prompts;
    }
}
