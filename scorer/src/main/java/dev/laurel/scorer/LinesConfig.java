package dev.laurel.scorer;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Line;
import dev.laurel.scorer.live.Lines;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

/** The model lines, {@code laurel.lines.*}; the trainer has the same. */
@ConfigMapping(prefix = "laurel.lines")
public interface LinesConfig {

    /** By name. None means one line, {@code default}, that serves everything. */
    @WithParentName
    Map<String, Served> byName();

    /** What a line serves. */
    interface Served {
        /** Tenants; all if absent. */
        Optional<Set<String>> tenants();

        /** Tasks; all if absent. */
        Optional<Set<String>> tasks();
    }

    default Lines lines() {
        if (byName().isEmpty()) {
            return new Lines(java.util.List.of(new Line("default", Set.of(), Set.of())));
        }
        return new Lines(byName().entrySet().stream()
                .map(line -> new Line(
                        line.getKey(),
                        line.getValue().tenants().orElse(Set.of()),
                        line.getValue().tasks().orElse(Set.of())))
                .toList());
    }
}
