package dev.laurel.reward.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.laurel.reward.checkpoint.CheckpointException;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What {@code tokenizer_config.json} says about formatting.
 *
 * @param file where the chat template was found
 * @param chatTemplate its Jinja source
 * @param specialTokens the named tokens that are set, by name: {@code eos_token}, {@code bos_token}, …
 */
record TokenizerConfig(Path file, String chatTemplate, Map<String, String> specialTokens) {

    static final String FILE = "tokenizer_config.json";

    /** Where newer versions of transformers keep the template; it goes before the one in {@link #FILE}. */
    static final String TEMPLATE_FILE = "chat_template.jinja";

    static TokenizerConfig load(Path modelDir, SpecialTokens specialTokens) {
        Path file = modelDir.resolve(FILE);
        JsonNode json = ModelFile.json(file);
        Map<String, String> tokens = specialTokens.texts();
        if (!tokens.containsKey("eos_token")) {
            throw new CheckpointException(file, "has no eos_token");
        }
        Path separate = modelDir.resolve(TEMPLATE_FILE);
        return Files.exists(separate)
                ? new TokenizerConfig(separate, ModelFile.text(separate), tokens)
                : new TokenizerConfig(file, template(file, json.path("chat_template")), tokens);
    }

    /** The template, or the one named default where there are several. */
    private static String template(Path file, JsonNode template) {
        if (template.isTextual()) {
            return template.asText();
        }
        for (JsonNode named : template) {
            if (named.path("name").asText().equals("default")
                    && named.path("template").isTextual()) {
                return named.path("template").asText();
            }
        }
        throw new CheckpointException(file, "has no chat_template, and there is no " + TEMPLATE_FILE);
    }

    String eos() {
        return specialTokens.get("eos_token");
    }
}
