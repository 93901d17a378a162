package dev.laurel.command.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.chat.ChatWriter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The scorer over HTTP. */
public final class ScorerClient {

    private static final int ITEMS_PER_REQUEST = 50;

    /** An answer to score; its conversation without it, its turns, and the JSON of the tools that could be called. */
    public record Item(String line, List<Message> messages, List<Message> answer, Optional<String> tools) {

        /** Whether it is a text and nothing else. */
        boolean isText() {
            return answer.equals(List.of(
                    Messages.text("assistant", answer.get(answer.size() - 1).getContent())));
        }
    }

    /** A reward, the model version that gave it, and how much of the text it read. */
    public record Score(double reward, double normalizedReward, int modelVersion, int tokens, boolean truncated) {}

    private final JsonHttp http;

    public ScorerClient(URI base) {
        this.http = new JsonHttp(base);
    }

    /** The items' scores, in their order. */
    public List<Score> score(List<Item> items) {
        List<Score> scores = new ArrayList<>(items.size());
        for (int from = 0; from < items.size(); from += ITEMS_PER_REQUEST) {
            ArrayNode body = JsonNodeFactory.instance.arrayNode();
            items.subList(from, Math.min(items.size(), from + ITEMS_PER_REQUEST))
                    .forEach(item -> body.add(json(item)));
            http.post("/v1/score", body).forEach(answer -> scores.add(read(answer)));
        }
        return scores;
    }

    /** The version of the line that scores now; empty before it has one. */
    public OptionalInt activeVersion(String line) {
        for (JsonNode known : http.get("/v1/models").path("lines")) {
            if (known.path("line").asText().equals(line) && known.path("active").has("version")) {
                return OptionalInt.of(known.path("active").path("version").asInt());
            }
        }
        return OptionalInt.empty();
    }

    private static ObjectNode json(Item item) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("line", item.line()).set("messages", ChatWriter.AS_GIVEN.messages(item.messages()));
        if (item.isText()) {
            json.put("response", item.answer().get(0).getContent());
        } else {
            json.set("answer", ChatWriter.AS_GIVEN.messages(item.answer()));
        }
        item.tools().ifPresent(tools -> json.set("tools", ChatWriter.value(tools)));
        return json;
    }

    private static Score read(JsonNode answer) {
        return new Score(
                answer.path("reward").asDouble(),
                answer.path("normalized_reward").asDouble(),
                answer.path("model_version").asInt(),
                answer.path("tokens").asInt(),
                answer.path("truncated").asBoolean());
    }
}
