package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A model directory in Hugging Face's layout: {@code config.json}, weights in {@code model.safetensors} or in shards with an index, and the
 * files of its tokenizer. Opening it checks names and shapes of all weights; their numbers are mapped when they are asked for.
 */
public final class HuggingFaceDirectory {

    static final String INDEX = "model.safetensors.index.json";
    private static final String TOKENIZER = "tokenizer.json";
    private static final long SHARD_BYTES = 5_000_000_000L;

    /** What belongs to a model beside configuration and weights, and goes with it wherever it is saved. */
    static final List<String> CARRIED = List.of(
            TOKENIZER,
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "vocab.json",
            "merges.txt",
            "tokenizer.model",
            "chat_template.jinja",
            "generation_config.json",
            "laurel.json");

    private final Path dir;
    private final Config config;
    private final Backbone backbone;
    private final Map<String, StoredTensor> tensors; // the network's, by the names of Backbone.parameters()

    private HuggingFaceDirectory(Path dir, Config config, Backbone backbone, Map<String, StoredTensor> tensors) {
        this.dir = dir;
        this.config = config;
        this.backbone = backbone;
        this.tensors = tensors;
    }

    /**
     * Opens a model directory: a {@code …ForSequenceClassification} with one label, or a {@code …ForCausalLM}, which has no reward head yet.
     *
     * @throws CheckpointException naming file and value if it cannot be used
     */
    public static HuggingFaceDirectory open(Path dir) {
        if (!Files.isDirectory(dir)) {
            throw new CheckpointException(dir, "is no directory");
        }
        Config config = Config.read(dir);
        Backbone backbone = Backbone.of(config);
        int labels = config.optionalSize("num_labels").orElse(1);
        if (labels != 1) {
            throw config.refusal("num_labels is " + labels + "; a reward model has one");
        }
        return new HuggingFaceDirectory(dir, config, backbone, network(dir, config, backbone));
    }

    public Path path() {
        return dir;
    }

    public Backbone backbone() {
        return backbone;
    }

    public RewardScale scale() {
        return config.scale();
    }

    /** What people should know who use this model elsewhere, a sentence each. */
    public List<String> warnings() {
        return Padding.of(config, dir).flatMap(Padding::problem).stream().toList();
    }

    /** A weight of the network; empty only for the reward head of a model that has none yet. */
    public Optional<StoredTensor> tensor(Parameter parameter) {
        return Optional.ofNullable(tensors.get(parameter.name()));
    }

    /** SHA-256 over names, types, shapes and numbers of all weights, in hexadecimal. Reads all of them. */
    public String weightDigest() {
        return weightDigest(List.of());
    }

    /** As {@link #weightDigest()}, over further tensors too. */
    String weightDigest(Collection<StoredTensor> more) {
        return Digest.of(Stream.concat(tensors.values().stream(), more.stream()).toList());
    }

    /** Whether a file of this name belongs to a model: its configuration, weights, and what goes with them. */
    public static boolean isModelFile(String name) {
        return name.equals(Config.FILE)
                || name.equals(INDEX)
                || name.endsWith(".safetensors")
                || CARRIED.contains(name);
    }

    /** Refuses a directory without tokenizer, which could not say how text becomes tokens. */
    public HuggingFaceDirectory withTokenizer() {
        if (!hasTokenizer(dir)) {
            throw new CheckpointException(
                    dir, "has no " + TOKENIZER + "; a reward model needs the tokenizer it was trained with");
        }
        return this;
    }

    static boolean hasTokenizer(Path dir) {
        return Files.isRegularFile(dir.resolve(TOKENIZER));
    }

    /** Whether it has a reward head; a causal language model has none before it is trained. */
    public boolean hasHead() {
        return tensors.containsKey(Backbone.HEAD);
    }

    /** Refuses a model without a reward head. */
    public HuggingFaceDirectory withHead() {
        if (!hasHead()) {
            throw new CheckpointException(dir, "has no reward head (" + Backbone.HEAD + "); train it before it scores");
        }
        return this;
    }

    /**
     * Saves weights as a reward model of this directory's shape, with its tokenizer and profile; a scale is not carried, for it belongs to
     * the weights. What the configuration leaves out and readers guess differently is written, and the padding token is one that
     * no conversation ends in, so that transformers 5.17 reads the same rewards; directories of the first reading keep their padding.
     *
     * @param target a new or empty directory
     */
    public void saveAs(Path target, List<TensorContent> weights) {
        try {
            CheckpointWriter writer = CheckpointWriter.into(target);
            writer.carry(dir, CARRIED);
            writer.weights(weights, SHARD_BYTES);
            ObjectNode saved = rewardConfig();
            if (config.reading() != Reading.FIRST) {
                Optional<Padding> padding = Padding.of(config, dir);
                if (padding.isPresent()) {
                    padding.get().repair(saved, target);
                }
            }
            writer.config(saved);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a model whose weights are new.
     *
     * @param target a new or empty directory
     * @param files puts everything but the weights there, first of all the configuration
     * @param weights the numbers of each weight, asked for and written in the network's order
     */
    public static void create(Path target, Consumer<Path> files, Function<Parameter, TensorContent> weights) {
        try {
            CheckpointWriter writer = CheckpointWriter.into(target);
            files.accept(target);
            Backbone backbone = Backbone.of(Config.read(target));
            writer.weights(backbone.parameters().stream().map(weights).toList(), SHARD_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes mean and standard deviation of rewards into the configuration of a saved model, all at once. */
    public static void writeScale(Path dir, RewardScale scale) {
        Config config = Config.read(dir);
        config.json().put("mean", scale.mean()).put("std", scale.std());
        try {
            CheckpointWriter.replace(config.path(), Json.bytes(config.json()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode rewardConfig() {
        ObjectNode json = config.json().deepCopy();
        json.putArray("architectures").add(Family.of(config).rewardArchitecture());
        json.remove("auto_map"); // code of the model it was, which this one is not
        json.put("num_key_value_heads", backbone.keyValueHeads());
        if (Family.of(config) == Family.QWEN3) { // the one that does not guess it from the others
            json.put("head_dim", backbone.headDim());
        }
        json.put("num_labels", 1);
        json.putObject("id2label").put("0", "LABEL_0");
        json.putObject("label2id").put("LABEL_0", 0);
        json.put(json.has("dtype") ? "dtype" : "torch_dtype", "float32");
        json.put("mean", RewardScale.IDENTITY.mean()).put("std", RewardScale.IDENTITY.std());
        json.put("value_head_prefix", "score");
        return json;
    }

    private static Map<String, StoredTensor> network(Path dir, Config config, Backbone backbone) {
        Map<String, StoredTensor> stored = stored(dir);
        boolean causal = config.json().path("architectures").path(0).asText().endsWith("ForCausalLM");
        String head = config.text("value_head_prefix", "score") + ".weight";
        Map<String, StoredTensor> network = new HashMap<>();
        for (Parameter parameter : backbone.parameters()) {
            boolean isHead = parameter.name().equals(Backbone.HEAD);
            String name = isHead && stored.containsKey(head) ? head : parameter.name();
            StoredTensor tensor = stored.remove(name);
            if (tensor == null && isHead && causal) {
                continue;
            }
            if (tensor == null) {
                throw new CheckpointException(dir, "has no tensor " + name);
            }
            if (!tensor.shape().equals(parameter.shape())) {
                throw new CheckpointException(
                        tensor.file(), name + " has shape " + tensor.shape() + " instead of " + parameter.shape());
            }
            network.put(parameter.name(), tensor);
        }
        stored.keySet().removeIf(name -> name.equals("lm_head.weight") || name.endsWith(".rotary_emb.inv_freq"));
        for (StoredTensor left : stored.values()) {
            throw new CheckpointException(left.file(), "tensor " + left.name() + " belongs to no supported network");
        }
        return network;
    }

    private static Map<String, StoredTensor> stored(Path dir) {
        Path index = dir.resolve(INDEX);
        if (!Files.isRegularFile(index)) {
            Path single = dir.resolve("model.safetensors");
            if (!Files.isRegularFile(single)) {
                throw new CheckpointException(dir, "has neither model.safetensors nor " + INDEX);
            }
            return new LinkedHashMap<>(SafetensorsFile.open(single).tensors());
        }
        Map<String, SafetensorsFile> shards = new HashMap<>();
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        JsonNode map = Json.object(index).path("weight_map");
        map.properties().forEach(entry -> {
            String file = entry.getValue().asText();
            SafetensorsFile shard = shards.computeIfAbsent(file, name -> SafetensorsFile.open(shard(dir, index, name)));
            StoredTensor tensor = shard.tensors().get(entry.getKey());
            if (tensor == null) {
                throw new CheckpointException(index, entry.getKey() + " is not in " + file);
            }
            stored.put(entry.getKey(), tensor);
        });
        return stored;
    }

    private static Path shard(Path dir, Path index, String name) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*\\.safetensors") || !Files.isRegularFile(dir.resolve(name))) {
            throw new CheckpointException(index, "names a shard '" + name + "' that is no file of this directory");
        }
        return dir.resolve(name);
    }
}
