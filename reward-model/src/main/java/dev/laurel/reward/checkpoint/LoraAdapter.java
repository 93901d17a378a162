package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A low-rank adapter of a model in PEFT's format: {@code adapter_config.json} and {@code adapter_model.safetensors}; or one that is new
 * and has no numbers yet.
 */
public final class LoraAdapter {

    private static final String CONFIG = "adapter_config.json";
    private static final String WEIGHTS = "adapter_model.safetensors";
    private static final String PREFIX = "base_model.model."; // of tensor names: PEFT's two wrappers around the model

    private final HuggingFaceDirectory base;
    private final Path textDirectory;
    private final ObjectNode config;
    private final List<LowRank> adapted;
    private final boolean trainsHead;
    private final Map<String, StoredTensor> stored; // by the names of parameters(); none yet for a new adapter

    private LoraAdapter(
            HuggingFaceDirectory base,
            Path textDirectory,
            ObjectNode config,
            List<LowRank> adapted,
            boolean trainsHead,
            Map<String, StoredTensor> stored) {
        this.base = base;
        this.textDirectory = textDirectory;
        this.config = config;
        this.adapted = List.copyOf(adapted);
        this.trainsHead = trainsHead;
        this.stored = stored;
    }

    /** Whether a directory holds an adapter rather than a whole model. */
    public static boolean isAdapter(Path dir) {
        return Files.isRegularFile(dir.resolve(CONFIG));
    }

    /** A new adapter of a model. */
    public static LoraAdapter fresh(HuggingFaceDirectory base, LoraConfig lora) {
        List<LowRank> adapted = lora.adapted(base.backbone());
        return new LoraAdapter(base, base.path(), PeftConfig.of(lora, adapted), adapted, lora.trainHead(), Map.of());
    }

    /**
     * Opens an adapter and the model it belongs to: {@code base_model_name_or_path}, from the working directory as PEFT has it, or else
     * from the adapter's own.
     *
     * @throws CheckpointException naming file and value if it cannot be used
     */
    public static LoraAdapter open(Path dir) {
        PeftConfig config = PeftConfig.read(dir.resolve(CONFIG));
        return open(dir, config, base(dir, config));
    }

    /** As {@link #open(Path)}, of a model wherever it is. */
    public static LoraAdapter open(Path dir, Path base) {
        return open(dir, PeftConfig.read(dir.resolve(CONFIG)), base);
    }

    private static LoraAdapter open(Path dir, PeftConfig config, Path basePath) {
        HuggingFaceDirectory base = HuggingFaceDirectory.open(basePath);
        SafetensorsFile file = SafetensorsFile.open(dir.resolve(WEIGHTS));
        Map<String, StoredTensor> left = new HashMap<>();
        file.tensors().forEach((name, tensor) -> left.put(withoutPrefix(tensor), tensor));
        Map<String, StoredTensor> stored = new HashMap<>();
        List<LowRank> adapted = new ArrayList<>();
        for (Parameter weight : base.backbone().linearLayers()) {
            LowRank lowRank = config.lowRank(weight);
            if (left.containsKey(lowRank.a().name())) {
                adapted.add(lowRank);
                take(lowRank.a(), left, stored, file);
                take(lowRank.b(), left, stored, file);
            }
        }
        boolean trainsHead = left.containsKey(Backbone.HEAD);
        if (trainsHead) {
            take(base.backbone().head(), left, stored, file);
        }
        for (StoredTensor tensor : left.values()) {
            throw new CheckpointException(tensor.file(), "tensor " + tensor.name() + " adapts nothing of " + basePath);
        }
        if (adapted.isEmpty()) {
            throw new CheckpointException(file.path(), "adapts no weight");
        }
        Path text = HuggingFaceDirectory.hasTokenizer(dir) ? dir : basePath;
        return new LoraAdapter(base, text, config.json(), adapted, trainsHead, stored);
    }

    private static String withoutPrefix(StoredTensor tensor) {
        if (!tensor.name().startsWith(PREFIX)) {
            throw new CheckpointException(tensor.file(), "tensor " + tensor.name() + " does not begin with " + PREFIX);
        }
        return tensor.name().substring(PREFIX.length());
    }

    private static void take(
            Parameter parameter, Map<String, StoredTensor> from, Map<String, StoredTensor> to, SafetensorsFile file) {
        StoredTensor tensor = from.remove(parameter.name());
        if (tensor == null) {
            throw new CheckpointException(file.path(), "has no tensor " + PREFIX + parameter.name());
        }
        if (!tensor.shape().equals(parameter.shape())) {
            throw new CheckpointException(
                    file.path(), tensor.name() + " has shape " + tensor.shape() + " instead of " + parameter.shape());
        }
        to.put(parameter.name(), tensor);
    }

    private static Path base(Path dir, PeftConfig config) {
        String name = config.base();
        try {
            for (Path candidate : List.of(Path.of(name), dir.resolve(name))) {
                if (!name.isEmpty() && Files.isDirectory(candidate)) {
                    return candidate;
                }
            }
        } catch (InvalidPathException e) {
            throw config.refusal("base_model_name_or_path '" + name + "' is no path");
        }
        throw config.refusal("base_model_name_or_path '" + name + "' is no directory here; name the base model's");
    }

    /** The model that is adapted. */
    public HuggingFaceDirectory base() {
        return base;
    }

    /** Where its tokenizer and profile are: beside the adapter, or else beside its base. */
    public Path textDirectory() {
        return textDirectory;
    }

    /** The adapted weights, in the order of the backbone. */
    public List<LowRank> adapted() {
        return adapted;
    }

    /** Whether the reward head belongs to the adapter. */
    public boolean trainsHead() {
        return trainsHead;
    }

    /** Refuses an adapter of a causal language model without a reward head of its own. */
    public LoraAdapter withHead() {
        if (!trainsHead) {
            base.withHead();
        }
        return this;
    }

    /** Numbers of a factor or of the head; empty where the adapter is new. */
    public Optional<StoredTensor> tensor(Parameter parameter) {
        return Optional.ofNullable(stored.get(parameter.name()));
    }

    /** SHA-256 over all weights of base and adapter, in hexadecimal. Reads all of them. */
    public String weightDigest() {
        return base.weightDigest(stored.values());
    }

    /**
     * Saves the adapter, with the model's tokenizer and profile.
     *
     * @param target a new or empty directory
     */
    public void saveAs(Path target, List<TensorContent> weights) {
        ObjectNode saved = config.deepCopy();
        saved.put(PeftConfig.BASE, base.path().toAbsolutePath().normalize().toString());
        try {
            CheckpointWriter writer = CheckpointWriter.into(target);
            writer.carry(textDirectory, HuggingFaceDirectory.CARRIED);
            SafetensorsFile.write(
                    target.resolve(WEIGHTS),
                    weights.stream().map(LoraAdapter::prefixed).toList());
            CheckpointWriter.replace(target.resolve(CONFIG), Json.bytes(saved));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TensorContent prefixed(TensorContent content) {
        Parameter parameter = content.parameter();
        return new TensorContent(new Parameter(PREFIX + parameter.name(), parameter.shape()), content.source());
    }
}
