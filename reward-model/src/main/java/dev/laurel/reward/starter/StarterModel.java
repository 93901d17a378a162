package dev.laurel.reward.starter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.Parameter;
import dev.laurel.reward.checkpoint.TensorContent;
import dev.laurel.reward.text.FormattingProfile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A reward model that needs no download: a Qwen2-shaped network of about 4.5 million random weights with a tokenizer of 6,144 English and
 * Chinese tokens and a ChatML template. It knows nothing until it is trained.
 */
public final class StarterModel {

    private static final String CONFIG = "config.json";
    private static final List<String> FILES =
            List.of(CONFIG, "tokenizer.json", "tokenizer_config.json", FormattingProfile.FILE);
    private static final double DEVIATION = 0.02;

    private StarterModel() {}

    /**
     * Writes the starter model: weights normal with standard deviation 0.02, norms 1, biases 0. The same seed gives the same bytes on
     * every machine.
     *
     * @param dir a new or empty directory
     */
    public static void write(Path dir, long seed) {
        write(dir, seed, Map.of());
    }

    /**
     * As {@link #write(Path, long)}, of another size; the tokenizer stays.
     *
     * @param sizes replace numbers of {@code config.json}, such as {@code hidden_size}
     */
    public static void write(Path dir, long seed, Map<String, Integer> sizes) {
        Random random = new Random(seed);
        HuggingFaceDirectory.create(
                dir,
                target -> unpack(target, sizes),
                parameter -> new TensorContent(parameter, channel -> fill(parameter, random, channel)));
    }

    private static void unpack(Path dir, Map<String, Integer> sizes) {
        for (String file : FILES) {
            try (InputStream resource = StarterModel.class.getResourceAsStream(file)) {
                Files.copy(resource, dir.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (!sizes.isEmpty()) {
            resize(dir.resolve(CONFIG), sizes);
        }
    }

    private static void resize(Path config, Map<String, Integer> sizes) {
        ObjectMapper mapper = new ObjectMapper();
        try {
            ObjectNode json = (ObjectNode) mapper.readTree(config.toFile());
            sizes.forEach(json::put);
            mapper.writerWithDefaultPrettyPrinter().writeValue(config.toFile(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Parameter parameter, Random random, WritableByteChannel channel) throws IOException {
        boolean bias = parameter.name().endsWith(".bias");
        ByteBuffer numbers = ByteBuffer.allocate(Math.toIntExact(parameter.size() * Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        while (numbers.hasRemaining()) {
            numbers.putFloat(parameter.biasOrNorm() ? (bias ? 0 : 1) : (float) (DEVIATION * random.nextGaussian()));
        }
        numbers.flip();
        while (numbers.hasRemaining()) {
            channel.write(numbers);
        }
    }
}
