package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The padding token of a model directory. Laurel needs none; transformers 5.17 reads a reward at the last token that is not {@code pad_token_id}, so
 * that it reads another one where a conversation ends in that token, and refuses batches where there is none.
 */
final class Padding {

    private static final String ID = "pad_token_id";
    private static final String TOKEN = "pad_token";
    private static final String TOKENIZER_CONFIG = "tokenizer_config.json";
    private static final String TOKEN_MAP = "special_tokens_map.json";
    private static final String TEMPLATE = "chat_template.jinja";

    private final Config config;
    private final Path dir;
    private final ObjectNode tokenizer;
    private final ObjectNode tokenizerConfig;
    private final String template;
    private final boolean endsInEos; // whether every sequence does; else a conversation ends as its template says

    private Padding(Config config, Path dir) {
        this.config = config;
        this.dir = dir;
        this.tokenizer = Json.object(dir.resolve("tokenizer.json"));
        this.tokenizerConfig = Json.object(dir.resolve(TOKENIZER_CONFIG));
        this.template = template();
        this.endsInEos = !Files.exists(dir.resolve(Reading.FILE))
                || Json.object(dir.resolve(Reading.FILE)).path("kind").asText().equalsIgnoreCase("openrlhf");
    }

    private String template() {
        try {
            return Files.exists(dir.resolve(TEMPLATE))
                    ? Files.readString(dir.resolve(TEMPLATE))
                    : tokenizerConfig.path("chat_template").toString();
        } catch (IOException e) {
            throw new CheckpointException(dir.resolve(TEMPLATE), "cannot be read: " + e.getMessage(), e);
        }
    }

    /** Of a model directory; empty for one without tokenizer. */
    static Optional<Padding> of(Config config, Path dir) {
        return Files.isRegularFile(dir.resolve("tokenizer.json")) && Files.isRegularFile(dir.resolve(TOKENIZER_CONFIG))
                ? Optional.of(new Padding(config, dir))
                : Optional.empty();
    }

    /** What people should know about it; empty where transformers reads the same reward. */
    Optional<String> problem() {
        JsonNode id = config.json().path(ID);
        String where = config.path() + ": " + ID + " ";
        if (!id.isInt()) {
            return Optional.of(where + "is not set; transformers then scores single conversations only");
        }
        if (id.intValue() < 0 || id.intValue() >= vocabulary()) {
            return Optional.of(where + id + " is no token; transformers reads rewards at the padding of a batch");
        }
        return mayEnd(id.intValue())
                ? Optional.of(where + id
                        + " can be a conversation's last token; transformers then reads the reward one token earlier")
                : Optional.empty();
    }

    /**
     * Gives a saved model a padding token that no conversation ends in. Where the vocabulary has none it gets no padding id, so that transformers
     * refuses a batch rather than read it differently.
     *
     * @param saved the saved model's configuration
     * @param target its directory, which has the tokenizer's files already
     */
    void repair(ObjectNode saved, Path target) throws IOException {
        if (problem().isEmpty()) {
            return;
        }
        Optional<JsonNode> token = candidates().stream().findFirst();
        if (token.isEmpty()) {
            saved.putNull(ID);
            return;
        }
        saved.put(ID, token.get().path("id").asInt());
        for (String file : List.of(TOKENIZER_CONFIG, TOKEN_MAP)) {
            if (Files.exists(target.resolve(file))) {
                ObjectNode json = Json.object(target.resolve(file));
                json.set(TOKEN, token.get().path("content"));
                CheckpointWriter.replace(target.resolve(file), Json.bytes(json));
            }
        }
    }

    /** Special tokens that no conversation ends in: the tokenizer's own padding first, then those that are named like one, then any. */
    private List<JsonNode> candidates() {
        List<JsonNode> candidates = new ArrayList<>();
        for (JsonNode token : tokenizer.path("added_tokens")) {
            int id = token.path("id").asInt();
            if (token.path("special").asBoolean(false)
                    && id < vocabulary()
                    && id != id("bos_token")
                    && id != id("eos_token")
                    && !template.contains(token.path("content").asText())) {
                candidates.add(token);
            }
        }
        candidates.sort(Comparator.<JsonNode>comparingInt(
                        token -> rank(token.path("content").asText()))
                .thenComparingInt(token -> token.path("id").asInt()));
        return candidates;
    }

    private int rank(String content) {
        if (content.equals(content(tokenizerConfig.path(TOKEN)))) {
            return 0;
        }
        List<String> names = List.of("pad", "reserved", "unused", "endoftext");
        for (int i = 0; i < names.size(); i++) {
            if (content.contains(names.get(i))) {
                return 1 + i;
            }
        }
        return 1 + names.size();
    }

    private boolean mayEnd(int id) {
        return id == id("eos_token")
                || !endsInEos
                        && tokenizer
                                .path("added_tokens")
                                .valueStream()
                                .noneMatch(token -> token.path("id").asInt() == id
                                        && token.path("special").asBoolean(false)
                                        && !template.contains(
                                                token.path("content").asText()));
    }

    private int vocabulary() {
        return config.size("vocab_size");
    }

    /** The id of a token with a name; −1 where there is none. */
    private int id(String name) {
        String content = content(tokenizerConfig.path(name));
        if (content.isEmpty() && Files.exists(dir.resolve(TOKEN_MAP))) {
            content = content(Json.object(dir.resolve(TOKEN_MAP)).path(name));
        }
        String sought = content;
        return tokenizer
                .path("added_tokens")
                .valueStream()
                .filter(token -> token.path("content").asText().equals(sought))
                .findFirst()
                .map(token -> token.path("id").asInt())
                .orElse(tokenizer.path("model").path("vocab").path(content).asInt(-1));
    }

    private static String content(JsonNode token) {
        return token.isObject() ? token.path("content").asText() : token.asText("");
    }
}
