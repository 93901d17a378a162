package dev.laurel.scorer.live;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.schema.accept.Range;

/**
 * A model version as {@code reward.models.v1} announced it.
 *
 * @param uri the checkpoint directory, of a file system or an object store
 * @param weightDigest SHA-256 that the weights must have
 * @param scale maps its raw rewards onto the line's reference scale
 * @param temperature divisor of differences of its raw rewards that calibrates σ(difference / temperature); empty if it is not calibrated
 * @param files SHA-256 that each file of the model must have, by name; empty where an earlier release announced it
 */
public record Announced(
        String line,
        int version,
        String uri,
        String weightDigest,
        RewardScale scale,
        OptionalDouble temperature,
        Map<String, String> files) {

    public Announced {
        Optional<String> problem = Range.MODEL_VERSION.problem(version);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("version " + problem.get());
        }
        temperature.ifPresent(value -> {
            if (!(value > 0) || !Double.isFinite(value)) {
                throw new IllegalArgumentException("temperature is not a positive number: " + value);
            }
        });
        files = Map.copyOf(files);
    }

    /** Calibrated probability that an answer of this raw reward is preferred to one of reward 0 on the reference scale. */
    OptionalDouble probability(double raw) {
        return temperature.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(1 / (1 + Math.exp((scale.mean() - raw) / temperature.getAsDouble())));
    }
}
