package dev.laurel.scorer.live;

import java.util.Map;

/**
 * The models that are followed: the champion of each line, and a challenger of some.
 *
 * @param challengers by the name of the line, which is one of {@code lines}
 */
public record FollowedModels(Lines lines, Map<String, Challenger> challengers) {

    public FollowedModels {
        challengers = Map.copyOf(challengers);
        for (String line : challengers.keySet()) {
            if (lines.named(line).isEmpty()) {
                throw new IllegalArgumentException("laurel.scorer.shadow names the line \"" + line
                        + "\", which is not one of the lines of this deployment");
            }
        }
    }
}
