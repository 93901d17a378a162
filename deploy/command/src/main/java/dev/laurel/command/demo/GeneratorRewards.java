package dev.laurel.command.demo;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.laurel.schema.ScoredResponse;

/** The normalised rewards that one version gave to the answers of one generator. */
record GeneratorRewards(String line, int version, String generator, int answers, double mean, Histogram histogram) {

    private static final int BINS = 24;
    private static final double EDGE = 3;

    /** @param scored by one version */
    static List<GeneratorRewards> of(String line, int version, List<ScoredResponse> scored) {
        return scored.stream()
                .collect(Collectors.groupingBy(
                        response -> response.getGenerator().orElse("?"), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> of(
                        line,
                        version,
                        entry.getKey(),
                        entry.getValue().stream()
                                .map(ScoredResponse::getNormalizedReward)
                                .toList()))
                .toList();
    }

    private static GeneratorRewards of(String line, int version, String generator, List<Double> rewards) {
        return new GeneratorRewards(
                line,
                version,
                generator,
                rewards.size(),
                rewards.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                Histogram.of(rewards, -EDGE, EDGE, BINS));
    }
}
