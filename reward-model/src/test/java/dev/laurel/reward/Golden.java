package dev.laurel.reward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.laurel.reward.checkpoint.SafetensorsFile;
import dev.laurel.reward.checkpoint.StoredTensor;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.TokenSequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The recorded inputs and outputs of transformers, OpenRLHF, TRL and torch that the module is held to. */
public final class Golden {

    private static final Path ROOT = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Golden() {}

    public static JsonNode json(String file) {
        try {
            return JSON.readTree(ROOT.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path checkpoint(String name) {
        return ROOT.resolve("checkpoints").resolve(name);
    }

    /** A copy of a checkpoint with fields of its configuration replaced, and with the small tokenizer, in an empty directory. */
    public static Path checkpoint(String name, JsonNode overrides, Path target) {
        try {
            copy(checkpoint(name), target);
            copy(ROOT.resolve("tokenizer/bpe512"), target);
            ObjectNode config =
                    (ObjectNode) JSON.readTree(target.resolve("config.json").toFile());
            overrides.properties().forEach(field -> config.set(field.getKey(), field.getValue()));
            JSON.writeValue(target.resolve("config.json").toFile(), config);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of a checkpoint with the small tokenizer. */
    public static Path withTokenizer(String name, Path target) {
        return checkpoint(name, JSON.createObjectNode(), target);
    }

    /** A copy of a recorded adapter in {@code dir/adapter}, with fields of its configuration replaced, and of its base in {@code dir/base}. */
    public static Path adapter(String name, JsonNode overrides, Path dir) {
        withTokenizer("qwen2_rm_f32", dir.resolve("base"));
        Path adapter = dir.resolve("adapter");
        try {
            copy(ROOT.resolve("lora").resolve(name), adapter);
            Path file = adapter.resolve("adapter_config.json");
            ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
            config.put("base_model_name_or_path", "../base");
            overrides.properties().forEach(field -> config.set(field.getKey(), field.getValue()));
            JSON.writeValue(file.toFile(), config);
            return adapter;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path adapter(String name, Path dir) {
        return adapter(name, JSON.createObjectNode(), dir);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** The six sequences of the forward tests. */
    public static List<TokenSequence> sequences() {
        List<TokenSequence> sequences = new ArrayList<>();
        json("forward/inputs.json").path("sequences").forEach(ids -> sequences.add(sequence(ids)));
        return sequences;
    }

    /** The twelve pairs of the gradient and trajectory tests. */
    public static List<EncodedPair> pairs() {
        List<EncodedPair> pairs = new ArrayList<>();
        json("gradient/pairs.json")
                .path("pairs")
                .forEach(pair -> pairs.add(new EncodedPair(
                        sequence(pair.path("chosen")),
                        sequence(pair.path("rejected")),
                        pair.path("margin").floatValue(),
                        1)));
        return pairs;
    }

    public static TokenSequence sequence(JsonNode ids) {
        return new TokenSequence(
                StreamSupport.stream(ids.spliterator(), false)
                        .mapToInt(JsonNode::intValue)
                        .toArray(),
                false);
    }

    public static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(Golden::number)
                .toArray();
    }

    /** A number, which is a string where it is not finite. */
    public static double number(JsonNode node) {
        return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
    }

    public static SafetensorsFile tensors(String file) {
        return SafetensorsFile.open(ROOT.resolve(file));
    }

    /** All numbers of a float32 or float64 tensor. */
    public static double[] doubles(StoredTensor tensor) {
        ByteBuffer bytes = tensor.map(0, tensor.length());
        double[] numbers = new double[(int) (tensor.length() / tensor.type().bytes())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (tensor.type()) {
                case F64 -> bytes.getDouble();
                case F32 -> bytes.getFloat();
                case F16, BF16 -> throw new IllegalArgumentException("half precision: " + tensor);
            };
        }
        return numbers;
    }

    public static double maxDifference(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " and " + b.length + " numbers");
        }
        double max = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = Math.abs(a[i] - b[i]);
            max = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(max, difference);
        }
        return max;
    }

    public static double[] widened(float[] numbers) {
        double[] wide = new double[numbers.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = numbers[i];
        }
        return wide;
    }
}
