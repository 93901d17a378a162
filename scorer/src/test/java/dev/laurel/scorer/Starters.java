package dev.laurel.scorer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.starter.StarterModel;
import dev.laurel.reward.text.OverlongPrompt;
import dev.laurel.scorer.live.Announced;
import dev.laurel.scorer.live.LiveModel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Untrained models for tests: real ones, of a few million weights. */
public final class Starters {

    private Starters() {}

    public static Engine engine() {
        return Engine.start(new EngineOptions("cpu", 1, Dtype.FLOAT32));
    }

    /** A checkpoint directory; the same seed gives the same weights. Its template refuses messages of the role {@code forbidden}. */
    public static Path write(Path directory, long seed) {
        StarterModel.write(directory, seed);
        Path config = directory.resolve("tokenizer_config.json");
        try {
            ObjectMapper json = new ObjectMapper();
            ObjectNode settings = (ObjectNode) json.readTree(config.toFile());
            String template = settings.path("chat_template").asText();
            settings.put(
                    "chat_template",
                    "{% for message in messages %}{% if message['role'] == 'forbidden' %}"
                            + "{{ raise_exception('role forbidden') }}{% endif %}{% endfor %}" + template);
            Files.writeString(config, json.writeValueAsString(settings));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String digest(Path directory) {
        return HuggingFaceDirectory.open(directory).weightDigest();
    }

    /** As the trainer would announce it, on the scale of mean 1 and standard deviation 2. */
    public static Announced announced(String line, int version, Path directory) {
        return new Announced(
                line,
                version,
                directory.toUri().toString(),
                digest(directory),
                new RewardScale(1, 2),
                OptionalDouble.empty(),
                Map.of());
    }

    public static LiveModel load(String line, int version, Path directory, Engine engine) {
        return load(line, version, directory, OverlongPrompt.FLAG, engine);
    }

    public static LiveModel load(String line, int version, Path directory, OverlongPrompt overlong, Engine engine) {
        return LiveModel.load(announced(line, version, directory), directory, overlong, engine);
    }
}
