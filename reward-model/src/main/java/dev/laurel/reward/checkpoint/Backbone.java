package dev.laurel.reward.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a decoder of the Llama, Qwen2, Qwen3 or Mistral family with a reward head.
 *
 * @param headDim dimensions of one attention head
 * @param epsilon of the norms
 * @param maxTokens longest sequence that the positions, or the sliding window of the attention, allow
 * @param bias whether the projections to queries, keys and values have biases
 * @param queryKeyNorm whether queries and keys are normed per head
 */
public record Backbone(
        int vocabulary,
        int hidden,
        int layers,
        int heads,
        int keyValueHeads,
        int headDim,
        int feedForward,
        double epsilon,
        Rope rope,
        int maxTokens,
        boolean bias,
        boolean queryKeyNorm) {

    private static final int MAX_LAYERS = 10_000; // whoever says more means to exhaust the memory with their names

    /** Name of the reward head's weight in the checkpoints that Laurel writes. */
    public static final String HEAD = "score.weight";

    /** The shape that a configuration describes; refuses by name what this network does not compute. */
    static Backbone of(Config config) {
        Family family = Family.of(config);
        for (String unsupported : List.of("attention_bias", "mlp_bias")) {
            if (config.flag(unsupported)) {
                throw config.refusal(unsupported + " is not supported");
            }
        }
        String activation = config.text("hidden_act", "silu");
        if (!activation.equals("silu")) {
            throw config.refusal("hidden_act '" + activation + "' is not supported (silu is)");
        }
        int hidden = config.size("hidden_size");
        int heads = config.size("num_attention_heads");
        int keyValueHeads = family.keyValueHeads(config, heads);
        int headDim = family.headDim(config, hidden, heads);
        if (heads % keyValueHeads != 0) {
            throw config.refusal(
                    "num_attention_heads " + heads + " is no multiple of num_key_value_heads " + keyValueHeads);
        }
        if (headDim < 2 || headDim % 2 != 0) {
            throw config.refusal("head size " + headDim + " is not even");
        }
        int layers = config.size("num_hidden_layers");
        if (layers > MAX_LAYERS) {
            throw config.refusal("num_hidden_layers " + layers + " is above " + MAX_LAYERS);
        }
        return new Backbone(
                config.size("vocab_size"),
                hidden,
                layers,
                heads,
                keyValueHeads,
                headDim,
                config.size("intermediate_size"),
                config.positive(config.json(), "rms_norm_eps", 1e-6),
                config.rope(),
                family.maxTokens(config),
                family == Family.QWEN2,
                family == Family.QWEN3);
    }

    /**
     * The longest sequence that the network in a model directory reads.
     *
     * @throws CheckpointException where its configuration is of no supported network
     */
    public static int maxTokens(Path modelDir) {
        Config config = Config.read(modelDir);
        return Family.of(config).maxTokens(config);
    }

    /** The weights in the order that the network's text takes them. */
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        all.add(parameter("model.embed_tokens.weight", vocabulary, hidden));
        for (int i = 0; i < layers; i++) {
            addLayer(all, "model.layers." + i + ".");
        }
        all.add(parameter("model.norm.weight", hidden));
        all.add(head());
        return all;
    }

    /** The reward head's weight, (1, hidden). */
    public Parameter head() {
        return parameter(HEAD, 1, hidden);
    }

    /** The weights of all linear layers but the head: what adapters can adapt. */
    public List<Parameter> linearLayers() {
        return parameters().stream()
                .filter(parameter -> parameter.name().endsWith("_proj.weight"))
                .toList();
    }

    private void addLayer(List<Parameter> all, String layer) {
        long queries = (long) heads * headDim;
        long keys = (long) keyValueHeads * headDim;
        String attention = layer + "self_attn.";
        all.add(parameter(layer + "input_layernorm.weight", hidden));
        all.add(parameter(attention + "q_proj.weight", queries, hidden));
        all.add(parameter(attention + "k_proj.weight", keys, hidden));
        all.add(parameter(attention + "v_proj.weight", keys, hidden));
        if (bias) {
            all.add(parameter(attention + "q_proj.bias", queries));
            all.add(parameter(attention + "k_proj.bias", keys));
            all.add(parameter(attention + "v_proj.bias", keys));
        }
        if (queryKeyNorm) {
            all.add(parameter(attention + "q_norm.weight", headDim));
            all.add(parameter(attention + "k_norm.weight", headDim));
        }
        all.add(parameter(attention + "o_proj.weight", hidden, queries));
        all.add(parameter(layer + "post_attention_layernorm.weight", hidden));
        all.add(parameter(layer + "mlp.gate_proj.weight", feedForward, hidden));
        all.add(parameter(layer + "mlp.up_proj.weight", feedForward, hidden));
        all.add(parameter(layer + "mlp.down_proj.weight", hidden, feedForward));
    }

    private static Parameter parameter(String name, long... shape) {
        List<Long> sizes = new ArrayList<>();
        for (long size : shape) {
            sizes.add(size);
        }
        return new Parameter(name, List.copyOf(sizes));
    }
}
