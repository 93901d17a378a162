package dev.laurel.reward.checkpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** A family of decoders by its {@code model_type}, with what transformers 5.17 takes where a {@code config.json} is silent. */
enum Family {
    LLAMA("Llama", 2_048, Optional.empty()),
    QWEN2("Qwen2", 32_768, Optional.of(32)),
    QWEN3("Qwen3", 32_768, Optional.of(32)),
    MISTRAL("Mistral", 131_072, Optional.of(8));

    private static final int HEAD_DIM = 128; // of Qwen3
    private static final int WINDOW = 4_096;
    private static final int FULL_LAYERS = 28; // of Qwen, before the first layer with a window

    private final String architecture;
    private final int positions;
    private final Optional<Integer> keyValueHeads; // empty: as many as heads

    Family(String architecture, int positions, Optional<Integer> keyValueHeads) {
        this.architecture = architecture;
        this.positions = positions;
        this.keyValueHeads = keyValueHeads;
    }

    static Family of(Config config) {
        String type = config.text("model_type", "");
        return Arrays.stream(values())
                .filter(family -> family.type().equals(type))
                .findFirst()
                .orElseThrow(() -> config.refusal(
                        "model_type '" + type + "' is not supported (llama, qwen2, qwen3, mistral are)"));
    }

    String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its reward models. */
    String rewardArchitecture() {
        return architecture + "ForSequenceClassification";
    }

    int keyValueHeads(Config config, int heads) {
        boolean silent = config.json().path("num_key_value_heads").isMissingNode();
        return config.optionalSize("num_key_value_heads")
                .orElseGet(() -> silent && config.reading() != Reading.FIRST ? keyValueHeads.orElse(heads) : heads);
    }

    int headDim(Config config, int hidden, int heads) {
        return config.optionalSize("head_dim")
                .orElse(this == QWEN3 && config.reading() != Reading.FIRST ? HEAD_DIM : hidden / heads);
    }

    /** The longest sequence that the positions allow, and on which a sliding window of the attention changes nothing. */
    int maxTokens(Config config) {
        int most = config.optionalSize("max_position_embeddings")
                .orElse(config.reading() == Reading.FIRST ? Integer.MAX_VALUE : positions);
        return Math.min(most, config.reading() == Reading.FIRST ? firstWindow(config) : window(config));
    }

    private int firstWindow(Config config) {
        return this == MISTRAL || config.flag("use_sliding_window")
                ? config.optionalSize("sliding_window").orElse(Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }

    private int window(Config config) {
        boolean slides =
                switch (this) {
                    case LLAMA -> false;
                    case MISTRAL -> true;
                    case QWEN2, QWEN3 -> config.flag("use_sliding_window") && someLayerSlides(config);
                };
        JsonNode window = config.json().path("sliding_window");
        return !slides || window.isNull()
                ? Integer.MAX_VALUE
                : config.optionalSize("sliding_window").orElse(WINDOW);
    }

    private static boolean someLayerSlides(Config config) {
        JsonNode types = config.json().path("layer_types");
        if (types.isArray()) {
            return types.valueStream().anyMatch(type -> type.asText().equals("sliding_attention"));
        }
        JsonNode first = config.json().path("max_window_layers");
        return first.asInt(FULL_LAYERS) < config.size("num_hidden_layers");
    }
}
