package dev.laurel.bench.series;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Line;

/**
 * How the trainer of an experiment is set up.
 *
 * @param tenants of each line, by its name, the one tenant that it learns from
 * @param settings of the trainer, over its own defaults
 * @param data a directory that is kept; a temporary one if empty
 */
public record TrainerSetup(
        Map<String, String> tenants, BaseChoice base, Map<String, String> settings, Optional<Path> data) {

    public TrainerSetup {
        tenants = Map.copyOf(tenants);
        settings = Map.copyOf(settings);
    }

    List<Line> lines() {
        return tenants.entrySet().stream()
                .map(line -> new Line(line.getKey(), Set.of(line.getValue()), Set.of()))
                .toList();
    }
}
