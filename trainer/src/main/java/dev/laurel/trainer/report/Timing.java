package dev.laurel.trainer.report;

import java.util.List;
import java.util.Optional;

import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.publish.Manifest.Timings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a window's time went into.
 *
 * @param seconds until the version was ready to be published
 * @param stages what was timed of it
 * @param overhead share of the time in which the model computed nothing; absent where its computation was not timed
 */
public record Timing(double seconds, List<Stage> stages, Optional<Double> overhead) {

    private static final ObjectMapper MAPPER = Json.mapper();

    /** @param name as the manifest has it */
    public record Stage(String name, double seconds) {}

    public Timing {
        stages = List.copyOf(stages);
    }

    static Timing of(Timings timings) {
        List<Stage> stages = MAPPER.<JsonNode>valueToTree(timings).properties().stream()
                .filter(figure -> !figure.getKey().equals("all"))
                .map(figure -> new Stage(figure.getKey(), figure.getValue().asDouble()))
                .toList();
        Optional<Double> overhead = timings.all() > 0
                ? Optional.of(1 - (timings.steps() + timings.scoring()) / timings.all())
                : Optional.empty();
        return new Timing(timings.all(), stages, overhead);
    }
}
