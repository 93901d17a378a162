package dev.laurel.reward.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import dev.laurel.reward.checkpoint.Backbone;
import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.Reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How text becomes token ids for one model; part of the model, stored beside its weights as {@code laurel.json}:
 * <code>{"kind": "openrlhf", "max_tokens": 2048, "reading": 2}</code>. The chat template and the end marker are in {@code tokenizer_config.json}.
 *
 * @param kind whose rules are followed
 * @param maxTokens the longest sequence in tokens, end marker included
 * @param reading how the directory's files are read
 */
public record FormattingProfile(FormattingRule kind, int maxTokens, Reading reading) {

    /** File name inside a model directory. */
    public static final String FILE = Reading.FILE;

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
        if (reading == null) {
            throw new IllegalArgumentException("formatting profile without a reading");
        }
    }

    /** A profile of a new model, by the newest reading. */
    public FormattingProfile(FormattingRule kind, int maxTokens) {
        this(kind, maxTokens, Reading.newest());
    }

    /**
     * The profile of a model directory. Without {@code laurel.json} it is OpenRLHF's by the newest reading, with the smaller of
     * {@link #DEFAULT_MAX_TOKENS} and what the network of {@code config.json} reads: its positions, or the sliding window of its attention.
     *
     * @throws CheckpointException where {@code laurel.json} says something else than a profile
     */
    public static FormattingProfile load(Path modelDir) {
        Path file = modelDir.resolve(FILE);
        if (!Files.exists(file)) {
            return new FormattingProfile(FormattingRule.OPENRLHF, positions(modelDir));
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
        return new FormattingProfile(rule, json.path("max_tokens").asInt(), Reading.of(modelDir));
    }

    /**
     * The profile of an adapter: its own, as {@link #load} finds it, where its directory holds one; else that of the model it adapts, for
     * an adapter has no configuration of the network to take a maximum from.
     */
    public static FormattingProfile ofAdapter(Path adapterDir, Path baseDir) {
        return load(Files.exists(adapterDir.resolve(FILE)) ? adapterDir : baseDir);
    }

    private static int positions(Path modelDir) {
        int positions =
                Files.exists(modelDir.resolve("config.json")) ? Backbone.maxTokens(modelDir) : DEFAULT_MAX_TOKENS;
        return Math.max(2, Math.min(positions, DEFAULT_MAX_TOKENS));
    }

    /** Writes this profile as {@code laurel.json} of a model directory. */
    public void save(Path modelDir) {
        ObjectNode json = JSON.createObjectNode()
                .put("kind", kind.name().toLowerCase(Locale.ROOT))
                .put("max_tokens", maxTokens);
        if (reading != Reading.FIRST) { // whose files name none
            json.put(Reading.FIELD, reading.revision());
        }
        try {
            Files.writeString(modelDir.resolve(FILE), json.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
