package dev.laurel.bench.kit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The size of a network of the Qwen2 shape whose weights are random; speed depends on nothing else.
 *
 * @param name as given on the command line
 */
public record NetworkShape(
        String name, int hidden, int layers, int heads, int keyValueHeads, int feedForward, int vocabulary) {

    /** The shape of the golden checkpoints with the starter's vocabulary, small enough for tens of thousands of steps. */
    public static final NetworkShape TINY = new NetworkShape("tiny", 64, 2, 4, 2, 160, 6144);

    private static final List<NetworkShape> ALL = List.of(
            new NetworkShape("27m", 512, 8, 8, 4, 1376, 8192),
            new NetworkShape("starter", 256, 4, 4, 2, 688, 6144),
            TINY,
            new NetworkShape("qwen2-0.5b", 896, 24, 14, 2, 4864, 151_936));

    /** The shape of a name. */
    public static NetworkShape named(String name) {
        return ALL.stream()
                .filter(shape -> shape.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("shape '" + name + "' is none of "
                        + ALL.stream().map(NetworkShape::name).collect(Collectors.joining(", "))));
    }

    /** Its numbers under the names of {@code config.json}. */
    Map<String, Integer> sizes() {
        return Map.of(
                "hidden_size", hidden,
                "num_hidden_layers", layers,
                "num_attention_heads", heads,
                "num_key_value_heads", keyValueHeads,
                "intermediate_size", feedForward,
                "vocab_size", vocabulary);
    }
}
