package dev.laurel.bench.speed;

import java.util.List;
import java.util.Optional;

import dev.laurel.command.console.Findings;
import dev.laurel.reward.engine.EngineDescription;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was measured; a part is empty if it was not asked for, or cannot be measured here.
 *
 * @param model name of the shape, or the directory
 * @param notMeasured what was asked for and cannot be measured here, one sentence each with the reason
 */
public record BenchReport(
        EngineDescription engine,
        String model,
        long parameters,
        Optional<Memory> memory,
        Optional<Speed> speed,
        Optional<Precision> precision,
        Optional<Packing> packing,
        List<String> notMeasured)
        implements Findings {

    public BenchReport {
        notMeasured = List.copyOf(notMeasured);
    }

    /** For people, on a terminal of 100 columns. */
    @Override
    public String text() {
        return BenchText.of(this);
    }

    @Override
    public ObjectNode json() {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        ObjectNode json = mapper.createObjectNode().put("model", model).put("parameters", parameters);
        json.set("engine", mapper.valueToTree(engine));
        memory.ifPresent(part -> json.set("memory", mapper.valueToTree(part)));
        speed.ifPresent(part -> json.set("speed", mapper.valueToTree(part)));
        precision.ifPresent(part -> json.set("precision", mapper.valueToTree(part)));
        packing.ifPresent(part -> json.set("packing", mapper.valueToTree(part)));
        notMeasured.forEach(json.putArray("not_measured")::add);
        return json;
    }
}
