package dev.laurel.client;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The trainer over HTTP. */
public final class TrainerClient {

    private static final Duration POLL = Duration.ofMillis(250);

    private final JsonHttp http;

    public TrainerClient(URI base) {
        this.http = new JsonHttp(base);
    }

    /**
     * Trains the line's next window and waits for its end.
     *
     * @param maxPairs at most so many pairs; the trainer's own bound if empty
     * @param progress told the window's state every quarter of a second, as the trainer's REST API writes it
     * @return the window's last state, {@code done} or {@code failed}
     */
    public JsonNode train(String line, OptionalInt maxPairs, Consumer<JsonNode> progress) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        maxPairs.ifPresent(pairs -> body.put("max_pairs", pairs));
        JsonNode window = http.post("/v1/lines/" + line + "/windows", body);
        String path = "/v1/lines/" + line + "/windows/" + window.path("id").asText();
        while (!ended(window)) {
            progress.accept(window);
            LockSupport.parkNanos(POLL.toNanos());
            window = http.get(path);
        }
        progress.accept(window);
        return window;
    }

    private static boolean ended(JsonNode window) {
        String state = window.path("state").asText();
        return state.equals("done") || state.equals("failed");
    }

    /** The line's versions and its champion. */
    public JsonNode models(String line) {
        return http.get("/v1/lines/" + line + "/models");
    }

    /** One version's manifest. */
    public JsonNode manifest(String line, int version) {
        return http.get("/v1/lines/" + line + "/models/" + version);
    }
}
