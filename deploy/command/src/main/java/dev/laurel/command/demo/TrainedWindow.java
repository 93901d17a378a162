package dev.laurel.command.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A version that came out of a window.
 *
 * @param parent the version it was trained from; empty if from the starter model
 * @param pairs pairs trained on
 * @param reason of the gate
 * @param losses of the optimizer steps, in nats a pair
 */
public record TrainedWindow(
        String line,
        int version,
        Optional<Integer> parent,
        int pairs,
        boolean promoted,
        String reason,
        String weightDigest,
        List<Double> losses) {

    static TrainedWindow of(String line, JsonNode outcome, JsonNode manifest) {
        JsonNode parent = manifest.path("parent").path("version");
        List<Double> losses = new ArrayList<>();
        manifest.path("steps").forEach(step -> losses.add(step.path("loss").asDouble()));
        return new TrainedWindow(
                line,
                outcome.path("version").asInt(),
                parent.isInt() ? Optional.of(parent.asInt()) : Optional.empty(),
                manifest.path("data").path("trained").asInt(),
                outcome.path("promoted").asBoolean(),
                outcome.path("reason").asText(),
                manifest.path("weight_digest").asText(),
                losses);
    }
}
