package dev.laurel.reward.text;

import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** The ways of {@code tokenizer.json} to take text apart into words of which it is known that one ends behind a letter or digit before anything else. */
final class WordPatterns {

    private static final String CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|";
    private static final String SPACES = "\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    /** GPT-2's, Qwen's, Llama 3's, and Qwen's with marks among the letters. */
    private static final Set<String> PATTERNS = Set.of(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            CONTRACTIONS + "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|" + SPACES,
            CONTRACTIONS + "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|" + SPACES,
            CONTRACTIONS + "[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+|\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*|"
                    + SPACES);

    private WordPatterns() {}

    /** Whether a tokenizer has one of them, and no normalizer but NFC. */
    static boolean known(JsonNode tokenizer) {
        JsonNode words = tokenizer.path("pre_tokenizer");
        return steps(tokenizer.path("normalizer"), "normalizers")
                        .allMatch(step -> step.path("type").asText().equals("NFC"))
                && steps(words, "pretokenizers").allMatch(step -> splits(step) || keepsWords(step))
                && steps(words, "pretokenizers").anyMatch(WordPatterns::splits)
                && added(tokenizer.path("added_tokens"));
    }

    private static Stream<JsonNode> steps(JsonNode step, String parts) {
        if (step.isNull() || step.isMissingNode()) {
            return Stream.of();
        }
        return step.path("type").asText().equals("Sequence") ? step.path(parts).valueStream() : Stream.of(step);
    }

    private static boolean splits(JsonNode step) {
        return switch (step.path("type").asText()) {
            case "ByteLevel" -> step.path("use_regex").asBoolean(true);
            case "Split" ->
                PATTERNS.contains(step.path("pattern").path("Regex").asText())
                        && step.path("behavior").asText().equals("Isolated")
                        && !step.path("invert").asBoolean(false);
            default -> false;
        };
    }

    private static boolean keepsWords(JsonNode step) {
        String type = step.path("type").asText();
        return type.equals("ByteLevel") || type.equals("Digits");
    }

    /** Whether what is found of added tokens is found letter by letter: normalizing none of them changes it. */
    private static boolean added(JsonNode tokens) {
        return tokens.valueStream()
                .allMatch(token -> !token.path("normalized").asBoolean(false)
                        || token.path("content").asText().chars().allMatch(letter -> letter < 128));
    }
}
