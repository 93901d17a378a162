package dev.laurel.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.Parameter;
import dev.laurel.reward.checkpoint.TensorContent;
import dev.laurel.reward.starter.StarterModel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The starter model with one layer of 32, so that a test trains it in a moment. */
public final class TinyModel {

    private static final List<String> FILES = List.of("tokenizer.json", "tokenizer_config.json", "laurel.json");
    private static final Map<String, Integer> SIZES = Map.of(
            "hidden_size", 32,
            "intermediate_size", 64,
            "num_attention_heads", 2,
            "num_key_value_heads", 2,
            "num_hidden_layers", 1,
            "max_window_layers", 1);

    private TinyModel() {}

    public static Path write(Path directory) {
        Random random = new Random(1);
        HuggingFaceDirectory.create(
                directory,
                TinyModel::files,
                parameter -> new TensorContent(parameter, channel -> {
                    ByteBuffer numbers = ByteBuffer.allocate((int) parameter.size() * Float.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN);
                    while (numbers.hasRemaining()) {
                        numbers.putFloat(number(parameter, random));
                    }
                    channel.write(numbers.flip());
                }));
        return directory;
    }

    private static float number(Parameter parameter, Random random) {
        if (parameter.biasOrNorm()) {
            return parameter.name().endsWith(".bias") ? 0 : 1;
        }
        return (float) (0.05 * random.nextGaussian());
    }

    private static void files(Path directory) {
        try {
            ObjectMapper json = new ObjectMapper();
            ObjectNode config = (ObjectNode) json.readTree(StarterModel.class.getResourceAsStream("config.json"));
            SIZES.forEach(config::put);
            json.writeValue(directory.resolve("config.json").toFile(), config);
            for (String file : FILES) {
                try (InputStream resource = StarterModel.class.getResourceAsStream(file)) {
                    Files.copy(resource, directory.resolve(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
