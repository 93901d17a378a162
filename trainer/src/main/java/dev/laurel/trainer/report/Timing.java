package dev.laurel.trainer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.publish.Manifest.Timings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a window's time went into.
 *
 * @param seconds of reading, training and evaluating together
 * @param stages what was timed, some of it parts of other stages
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
        JsonNode figures = MAPPER.valueToTree(timings);
        List<Stage> stages = new ArrayList<>();
        figures.properties()
                .forEach(stage ->
                        stages.add(new Stage(stage.getKey(), stage.getValue().asDouble())));
        double seconds = timings.reading() + timings.training() + timings.evaluating();
        boolean timed = figures.has("steps") && figures.has("scoring") && seconds > 0;
        double model =
                figures.path("steps").asDouble() + figures.path("scoring").asDouble();
        return new Timing(seconds, stages, timed ? Optional.of(1 - model / seconds) : Optional.empty());
    }
}
