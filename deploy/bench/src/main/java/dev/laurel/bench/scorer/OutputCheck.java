package dev.laurel.bench.scorer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.laurel.bench.scorer.ScoredRecord.Place;

/**
 * Whether what was written is what should have been: one record for each response, by a version that was active.
 *
 * @param inputs response records
 * @param missing of them without a scored record
 * @param doubled scored records beyond the first of a response
 * @param strange scored records of no response
 * @param inactive scored records by a version that was not active on their instance when their batch began
 * @param mixedBatches batches that two versions scored
 * @param longestPause longest time between the end of a batch and the beginning of the next on one instance, from its first batch to its last
 */
record OutputCheck(
        long inputs,
        long missing,
        long doubled,
        long strange,
        long inactive,
        long mixedBatches,
        Duration longestPause) {

    static OutputCheck of(Set<Place> inputs, List<ScoredRecord> scored, Map<String, Activations> activations) {
        Set<Place> seen = new HashSet<>();
        long doubled = 0;
        long strange = 0;
        long inactive = 0;
        for (ScoredRecord fact : scored) {
            doubled += seen.add(fact.origin()) ? 0 : 1;
            strange += inputs.contains(fact.origin()) ? 0 : 1;
            Activations known = activations.getOrDefault(fact.instance(), new Activations(List.of()));
            inactive += known.active(fact.version(), fact.batchStarted()) ? 0 : 1;
        }
        long missing = inputs.stream().filter(place -> !seen.contains(place)).count();
        return new OutputCheck(inputs.size(), missing, doubled, strange, inactive, mixed(scored), longestPause(scored));
    }

    boolean isSound() {
        return missing == 0 && doubled == 0 && strange == 0 && inactive == 0 && mixedBatches == 0;
    }

    private record Batch(String instance, Instant started) {}

    private static long mixed(List<ScoredRecord> scored) {
        Map<Batch, Set<Integer>> versions = new HashMap<>();
        for (ScoredRecord fact : scored) {
            versions.computeIfAbsent(new Batch(fact.instance(), fact.batchStarted()), batch -> new HashSet<>())
                    .add(fact.version());
        }
        return versions.values().stream().filter(of -> of.size() > 1).count();
    }

    private static Duration longestPause(List<ScoredRecord> scored) {
        Map<String, TreeMap<Instant, Instant>> batches = new TreeMap<>();
        for (ScoredRecord fact : scored) {
            batches.computeIfAbsent(fact.instance(), instance -> new TreeMap<>())
                    .put(fact.batchStarted(), fact.scored());
        }
        Duration longest = Duration.ZERO;
        for (TreeMap<Instant, Instant> ofInstance : batches.values()) {
            Instant end = ofInstance.firstEntry().getValue();
            for (Map.Entry<Instant, Instant> batch : ofInstance.entrySet()) {
                Duration pause = Duration.between(end, batch.getKey());
                longest = pause.compareTo(longest) > 0 ? pause : longest;
                end = batch.getValue();
            }
        }
        return longest;
    }

    /**
     * How long the partitions of a killed instance stood still: from the kill to the first record that was scored after it, in the partition that waited
     * longest; in seconds. A kill of an instance that was killed again before it was back says nothing about that, and is left out.
     *
     * @param kills by their time, with the instance
     */
    static List<Double> recoveries(List<ScoredRecord> scored, List<Kill> kills) {
        List<ScoredRecord> inOrder = scored.stream()
                .sorted(Comparator.comparing(ScoredRecord::batchStarted))
                .toList();
        List<Double> recoveries = new ArrayList<>();
        for (Kill kill : kills) {
            Map<Integer, String> owners = new HashMap<>();
            Map<Integer, Instant> first = new HashMap<>();
            for (ScoredRecord fact : inOrder) {
                int partition = fact.origin().partition();
                if (fact.batchStarted().isBefore(kill.at())) {
                    owners.put(partition, fact.instance());
                } else {
                    first.putIfAbsent(partition, fact.scored());
                }
            }
            Set<Integer> affected = owners.entrySet().stream()
                    .filter(owner -> owner.getValue().equals(kill.instance()))
                    .map(Map.Entry::getKey)
                    .filter(first::containsKey)
                    .collect(Collectors.toSet());
            affected.stream()
                    .map(first::get)
                    .max(Comparator.naturalOrder())
                    .filter(back -> kills.stream()
                            .noneMatch(other -> other.instance().equals(kill.instance())
                                    && other.at().isAfter(kill.at())
                                    && other.at().isBefore(back)))
                    .ifPresent(back ->
                            recoveries.add(Duration.between(kill.at(), back).toMillis() / 1e3));
        }
        return recoveries;
    }

    /** An instance was killed. */
    record Kill(Instant at, String instance) {}
}
