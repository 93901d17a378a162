package dev.laurel.service.line;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Line;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

/** The model lines, {@code laurel.lines.*}, by name; without any there is one, {@code default}, that serves everything. Trainer and scorer are given the same. */
@ConfigMapping(prefix = "laurel.lines")
public interface LinesConfig {

    @WithParentName
    Map<String, LineConfig> byName();

    /** What a line serves; what is absent is all. */
    interface LineConfig {
        Optional<Set<String>> tenants();

        Optional<Set<String>> tasks();
    }

    default List<Line> lines() {
        if (byName().isEmpty()) {
            return List.of(new Line("default", Set.of(), Set.of()));
        }
        return byName().entrySet().stream()
                .map(line -> new Line(
                        line.getKey(),
                        line.getValue().tenants().orElse(Set.of()),
                        line.getValue().tasks().orElse(Set.of())))
                .toList();
    }
}
