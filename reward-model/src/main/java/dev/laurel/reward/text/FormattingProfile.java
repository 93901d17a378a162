package dev.laurel.reward.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import dev.laurel.reward.checkpoint.CheckpointException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How text becomes token ids for one model; part of the model, stored beside its weights as {@code laurel.json}:
 * <code>{"kind": "openrlhf", "max_tokens": 2048}</code>. The chat template and the end marker are in {@code tokenizer_config.json}.
 *
 * @param kind whose rules are followed
 * @param maxTokens the longest sequence in tokens, end marker included
 */
public record FormattingProfile(FormattingRule kind, int maxTokens) {

    /** File name inside a model directory. */
    public static final String FILE = "laurel.json";

    /** The longest sequence where a model directory says nothing, unless its model ends sooner. */
    public static final int DEFAULT_MAX_TOKENS = 2048;

    private static final ObjectMapper JSON = new ObjectMapper();

    public FormattingProfile {
        if (kind == null) {
            throw new IllegalArgumentException("formatting profile without a kind (openrlhf or trl)");
        }
        if (maxTokens < 2) {
            throw new IllegalArgumentException("max_tokens below 2: " + maxTokens);
        }
    }

    /**
     * The profile of a model directory. Without {@code laurel.json} it is OpenRLHF's, with the smaller of {@link #DEFAULT_MAX_TOKENS}
     * and {@code max_position_embeddings} of {@code config.json}.
     *
     * @throws CheckpointException where {@code laurel.json} says something else than a profile
     */
    public static FormattingProfile load(Path modelDir) {
        Path file = modelDir.resolve(FILE);
        if (!Files.exists(file)) {
            return new FormattingProfile(FormattingRule.OPENRLHF, positions(modelDir.resolve("config.json")));
        }
        JsonNode json = ModelFile.json(file);
        String kind = json.path("kind").asText("").toUpperCase(Locale.ROOT);
        FormattingRule rule = Arrays.stream(FormattingRule.values())
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .orElseThrow(
                        () -> new CheckpointException(file, "kind is neither openrlhf nor trl: " + json.path("kind")));
        if (!json.path("max_tokens").canConvertToInt()
                || json.path("max_tokens").asInt() < 2) {
            throw new CheckpointException(file, "max_tokens is no number above 1: " + json.path("max_tokens"));
        }
        return new FormattingProfile(rule, json.path("max_tokens").asInt());
    }

    /**
     * The profile of an adapter: its own, as {@link #load} finds it, where its directory holds one; else that of the model it adapts, for
     * an adapter has no configuration of the network to take a maximum from.
     */
    public static FormattingProfile ofAdapter(Path adapterDir, Path baseDir) {
        return load(Files.exists(adapterDir.resolve(FILE)) ? adapterDir : baseDir);
    }

    private static int positions(Path config) {
        int positions = Files.exists(config)
                ? ModelFile.json(config).path("max_position_embeddings").asInt(DEFAULT_MAX_TOKENS)
                : DEFAULT_MAX_TOKENS;
        return Math.max(2, Math.min(positions, DEFAULT_MAX_TOKENS));
    }

    /** Writes this profile as {@code laurel.json} of a model directory. */
    public void save(Path modelDir) {
        ObjectNode json = JSON.createObjectNode()
                .put("kind", kind.name().toLowerCase(Locale.ROOT))
                .put("max_tokens", maxTokens);
        try {
            Files.writeString(modelDir.resolve(FILE), json.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
