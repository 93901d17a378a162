package dev.laurel.command.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import dev.laurel.schema.Message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The scorer over HTTP. */
public final class ScorerClient {

    private static final int ITEMS_PER_REQUEST = 50;

    /** A response to score; its conversation without it, and its text. */
    public record Item(String line, List<Message> messages, String response) {}

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
        ArrayNode messages =
                json.put("line", item.line()).put("response", item.response()).putArray("messages");
        item.messages()
                .forEach(message ->
                        messages.addObject().put("role", message.getRole()).put("content", message.getContent()));
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
