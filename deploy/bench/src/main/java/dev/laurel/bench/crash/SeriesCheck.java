package dev.laurel.bench.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.laurel.bench.series.StoredVersion;
import dev.laurel.schema.PreferencePair;

import com.fasterxml.jackson.databind.JsonNode;

/** What must hold of a series whose trainer was killed, beside the undisturbed one. */
record SeriesCheck(List<CrashReport.Window> windows) {

    /** What does not hold, in words. */
    List<String> defects() {
        List<String> defects = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            String name = "window " + (i + 1) + ": ";
            CrashReport.Window window = windows.get(i);
            sameAsUndisturbed(window).forEach(defect -> defects.add(name + defect));
            eachPairOnce(window).forEach(defect -> defects.add(name + defect));
            if (i > 0) {
                goesOnFrom(windows.get(i - 1).killed(), window.killed()).forEach(defect -> defects.add(name + defect));
            }
        }
        return defects;
    }

    private static List<String> sameAsUndisturbed(CrashReport.Window window) {
        List<String> defects = new ArrayList<>();
        if (!window.killed().weightDigest().equals(window.calm().weightDigest())) {
            defects.add("other weights than undisturbed");
        }
        JsonNode archives = window.killed().manifest().at("/data/archives");
        if (!archives.equals(window.calm().manifest().at("/data/archives"))) {
            defects.add("other pairs than undisturbed");
        }
        if (!window.killed().steps().equals(window.calm().steps())) {
            defects.add("other steps than undisturbed");
        }
        return defects;
    }

    /** The window holds what was published for it, and its steps train on each of these pairs once an epoch. */
    static List<String> eachPairOnce(CrashReport.Window window) {
        List<String> defects = new ArrayList<>();
        StoredVersion version = window.killed();
        Set<String> training = ids(version.training());
        Set<String> held = ids(version.heldOut());
        Set<String> all = new HashSet<>(training);
        all.addAll(held);
        if (!all.equals(Set.copyOf(window.published())) || training.size() + held.size() != all.size()) {
            defects.add("holds " + all.size() + " pairs, not the "
                    + window.published().size() + " published for it");
        }
        Map<String, Integer> times = new HashMap<>();
        version.trainedOn().forEach(id -> times.merge(id, 1, Integer::sum));
        int epochs = version.manifest().at("/training/epochs").asInt();
        int trained = version.manifest().at("/data/trained").asInt();
        long asOften = training.stream()
                .filter(id -> times.getOrDefault(id, 0) == epochs)
                .count();
        long never = training.stream().filter(id -> !times.containsKey(id)).count();
        if (asOften != trained || asOften + never != training.size()) {
            defects.add("%d of %d pairs were trained on once in each of %d epochs".formatted(asOften, trained, epochs));
        }
        if (held.stream().anyMatch(times::containsKey)) {
            defects.add("a held-out pair was trained on");
        }
        return defects;
    }

    private static Set<String> ids(List<PreferencePair> pairs) {
        Set<String> ids = new HashSet<>();
        pairs.forEach(pair -> ids.add(pair.getPairId()));
        return ids;
    }

    private static List<String> goesOnFrom(StoredVersion before, StoredVersion version) {
        List<String> defects = new ArrayList<>();
        JsonNode earlier = before.manifest().at("/window/spans");
        for (JsonNode span : version.manifest().at("/window/spans")) {
            JsonNode end = earlier.path(span.path("partition").asInt()).path("to");
            if (end.asLong() != span.path("from").asLong()) {
                defects.add("partition " + span.path("partition").asInt() + " begins at "
                        + span.path("from").asLong() + " where the window before ended at " + end.asLong());
            }
        }
        if (!version.manifest().at("/parent/weight_digest").asText().equals(before.weightDigest())) {
            defects.add("was not trained from the version before");
        }
        return defects;
    }

    /** Every version is announced, and appointed, once and in order. */
    static List<String> announcedOnce(int versions, List<Integer> announced, List<Integer> appointed) {
        List<Integer> expected = IntStream.rangeClosed(1, versions).boxed().toList();
        List<String> defects = new ArrayList<>();
        if (!announced.equals(expected)) {
            defects.add("announced are the versions " + announced);
        }
        if (!appointed.equals(expected)) {
            defects.add("appointed were the versions " + appointed);
        }
        return defects;
    }
}
