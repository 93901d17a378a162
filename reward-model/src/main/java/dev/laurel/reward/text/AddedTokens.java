package dev.laurel.reward.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The {@code added_tokens} of a {@code tokenizer.json}, to which further ones are added as Rust's tokenizers does. */
final class AddedTokens {

    private final ArrayNode tokens;
    private final JsonNode vocabulary;

    AddedTokens(ObjectNode tokenizer) {
        this.tokens = tokenizer.withArrayProperty("added_tokens");
        this.vocabulary = tokenizer.path("model").path("vocab");
    }

    /** Adds a token, or gives one that is there these properties; whether it was not there as it is. */
    boolean put(JsonNode token) {
        String content = token.path("content").asText();
        ObjectNode properties = properties(token, content);
        if (content.isEmpty()) {
            return false;
        }
        for (int i = 0; i < tokens.size(); i++) {
            ObjectNode known = (ObjectNode) tokens.get(i);
            if (known.path("content").asText().equals(content)) {
                boolean same = properties(known, content).equals(properties);
                tokens.set(i, properties.put("id", known.path("id").asInt()));
                return !same;
            }
        }
        tokens.add(properties.put("id", id(content)));
        return true;
    }

    /** Adds a token that is not there yet; whether it was not. */
    boolean putSpecial(String content, JsonNode token) {
        for (JsonNode known : tokens) {
            if (known.path("content").asText().equals(content)) {
                return false;
            }
        }
        return !content.isEmpty()
                && put((token.isObject()
                                ? (ObjectNode) token.deepCopy()
                                : tokens.objectNode().put("content", content))
                        .put("special", true));
    }

    /** All properties of a token but its id, as they are where it does not name them. */
    private ObjectNode properties(JsonNode token, String content) {
        boolean special = token.path("special").asBoolean(false);
        return tokens.objectNode()
                .put("content", content)
                .put("single_word", token.path("single_word").asBoolean(false))
                .put("lstrip", token.path("lstrip").asBoolean(false))
                .put("rstrip", token.path("rstrip").asBoolean(false))
                .put("normalized", token.path("normalized").asBoolean(!special))
                .put("special", special);
    }

    /** The vocabulary's id, or the next that is free. */
    private int id(String content) {
        if (vocabulary.has(content)) {
            return vocabulary.path(content).asInt();
        }
        int next = vocabulary.size();
        for (JsonNode token : tokens) {
            next = Math.max(next, token.path("id").asInt() + 1);
        }
        return next;
    }
}
