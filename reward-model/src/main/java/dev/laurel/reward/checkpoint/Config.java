package dev.laurel.reward.checkpoint;

import java.nio.file.Path;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The values of a {@code config.json}, read with the file's name in every complaint, and the reading that says what holds where it is silent. */
record Config(Path path, ObjectNode json, Reading reading) {

    static final String FILE = "config.json";

    static Config read(Path dir) {
        Path path = dir.resolve(FILE);
        return new Config(path, Json.object(path), Reading.of(dir));
    }

    CheckpointException refusal(String problem) {
        return new CheckpointException(path, problem);
    }

    int size(String name) {
        return optionalSize(name).orElseThrow(() -> refusal(name + " is missing"));
    }

    /** A positive whole number; empty where it is absent or null. */
    Optional<Integer> optionalSize(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isInt() || value.intValue() < 1) {
            throw refusal(name + " is not a positive number: " + value);
        }
        return Optional.of(value.intValue());
    }

    double positive(JsonNode parent, String name, double fallback) {
        JsonNode value = parent.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return fallback;
        }
        if (!value.isNumber() || !(value.doubleValue() > 0) || !Double.isFinite(value.doubleValue())) {
            throw refusal(name + " is not a positive number: " + value);
        }
        return value.doubleValue();
    }

    double positive(JsonNode parent, String name) {
        if (!parent.path(name).isNumber()) {
            throw refusal(name + " is missing or no number: " + parent.path(name));
        }
        return positive(parent, name, Double.NaN);
    }

    boolean flag(String name) {
        return json.path(name).asBoolean(false);
    }

    String text(String name, String fallback) {
        return json.path(name).isTextual() ? json.path(name).textValue() : fallback;
    }

    /** Mean and standard deviation of rewards; the identity where they are absent. */
    RewardScale scale() {
        double mean = json.path("mean").asDouble(0);
        double std = json.path("std").asDouble(1);
        try {
            return new RewardScale(mean, std);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(path, e.getMessage(), e);
        }
    }

    /** The rotary embedding: {@code rope_theta} with {@code rope_scaling}, or {@code rope_parameters} as newer files have it. */
    Rope rope() {
        JsonNode newer = json.path("rope_parameters");
        JsonNode scaling = newer.isObject() ? newer : json.path("rope_scaling");
        double theta = positive(newer.has("rope_theta") ? newer : json, "rope_theta", 10_000);
        String type = scaling.path("rope_type").asText(scaling.path("type").asText("default"));
        return switch (type) {
            case "default" -> new Rope.Plain(theta);
            case "linear" -> new Rope.Linear(theta, positive(scaling, "factor"));
            case "llama3" ->
                new Rope.Llama3(
                        theta,
                        positive(scaling, "factor"),
                        positive(scaling, "low_freq_factor"),
                        positive(scaling, "high_freq_factor"),
                        positive(scaling, "original_max_position_embeddings"));
            default -> throw refusal("rope scaling '" + type + "' is not supported (default, linear, llama3 are)");
        };
    }
}
