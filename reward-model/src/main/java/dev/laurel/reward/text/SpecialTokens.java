package dev.laurel.reward.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.Reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The special tokens of a model directory as transformers 5.17 finds them: {@code tokenizer_config.json}, and where that has no
 * {@code added_tokens_decoder}, {@code special_tokens_map.json}, which then goes before it.
 *
 * @param named the tokens with a name that are set, by name: {@code eos_token}, {@code bos_token}, …; a model's own among them
 * @param declared tokens with their properties, by id, of {@code added_tokens_decoder}
 * @param others further tokens, with their properties where they are given
 * @param complete whether the tokenizer gets those it lacks; the first reading left it as it is
 */
record SpecialTokens(Map<String, JsonNode> named, List<JsonNode> declared, List<JsonNode> others, boolean complete) {

    private static final String MAP_FILE = "special_tokens_map.json";
    private static final String DECODER = "added_tokens_decoder";
    private static final String EXTRA = "extra_special_tokens";
    private static final String ADDITIONAL = "additional_special_tokens"; // as earlier releases of transformers say
    private static final List<String> STANDARD =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    static SpecialTokens load(Path modelDir, Reading reading) {
        JsonNode config = ModelFile.json(modelDir.resolve(TokenizerConfig.FILE));
        return reading == Reading.FIRST ? first(config) : second(modelDir, config);
    }

    private static SpecialTokens first(JsonNode config) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        STANDARD.forEach(name -> name(named, name, config.path(name)));
        return new SpecialTokens(named, List.of(), List.of(), false);
    }

    private static SpecialTokens second(Path modelDir, JsonNode config) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        config.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        Path map = modelDir.resolve(MAP_FILE);
        if (!fields.containsKey(DECODER) && Files.exists(map)) {
            ModelFile.json(map).properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        }
        JsonNode extra = fields.containsKey(EXTRA) ? fields.get(EXTRA) : fields.get(ADDITIONAL);
        Map<String, JsonNode> named = new LinkedHashMap<>();
        STANDARD.forEach(name -> name(named, name, fields.get(name)));
        fields.forEach((name, value) -> {
            if (name.endsWith("_token") && !STANDARD.contains(name) && isToken(value)) {
                name(named, name, value);
            }
        });
        List<JsonNode> others = new ArrayList<>();
        if (extra != null && extra.isObject()) {
            extra.properties().forEach(token -> name(named, token.getKey(), token.getValue()));
        } else if (extra != null) {
            extra.forEach(others::add);
        }
        Map<Integer, JsonNode> declared = new TreeMap<>();
        if (fields.get(DECODER) != null) {
            fields.get(DECODER)
                    .properties()
                    .forEach(token -> declared.put(id(modelDir, token.getKey()), token.getValue()));
        }
        return new SpecialTokens(named, List.copyOf(declared.values()), others, true);
    }

    private static Integer id(Path modelDir, String key) {
        try {
            return Integer.valueOf(key);
        } catch (NumberFormatException e) {
            throw new CheckpointException(
                    modelDir.resolve(TokenizerConfig.FILE), DECODER + " has '" + key + "' for the id of a token", e);
        }
    }

    private static void name(Map<String, JsonNode> named, String name, JsonNode token) {
        if (token != null && !token.isNull() && !content(token).isEmpty()) {
            named.put(name, token);
        }
    }

    private static boolean isToken(JsonNode value) {
        return value.isTextual() || value.path("content").isTextual();
    }

    /** The text of a token, given as it is or with its properties. */
    private static String content(JsonNode token) {
        return token.isObject() ? token.path("content").asText() : token.asText("");
    }

    /** The text of each token with a name, as templates see them. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        named.forEach((name, token) -> texts.put(name, content(token)));
        return texts;
    }

    /** Puts the tokens that {@code tokenizer.json} lacks, or has with other properties, among its own; whether it changed. */
    boolean addTo(ObjectNode tokenizer) {
        if (!complete) {
            return false;
        }
        AddedTokens added = new AddedTokens(tokenizer);
        boolean changed = false;
        for (JsonNode token : declared) {
            changed |= added.put(token);
        }
        for (JsonNode token : named.values()) {
            changed |= added.putSpecial(content(token), token);
        }
        for (JsonNode token : others) {
            changed |= added.putSpecial(content(token), token);
        }
        return changed;
    }
}
