package dev.laurel.command.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The trainer over HTTP. */
public final class TrainerClient {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Set<String> ENDS = Set.of("done", "failed", "cancelled", "too_few_pairs");

    private final JsonHttp http;

    public TrainerClient(URI base) {
        this.http = new JsonHttp(base);
    }

    /**
     * Trains the line's next window and waits for its end.
     *
     * @param maxPairs at most so many pairs; the trainer's own bound if empty
     * @param progress told the window's state every quarter of a second, as the trainer's REST API writes it
     * @return the window's last state
     */
    public JsonNode train(String line, OptionalInt maxPairs, Consumer<JsonNode> progress) {
        return await(line, begin(line, maxPairs), progress);
    }

    /**
     * Brings a checkpoint that was trained elsewhere back as a version, and waits for its end; otherwise as {@link #train}.
     *
     * @param source a directory that the trainer sees, or an {@code s3://} URI
     * @param window the version or the exported window whose pairs it was trained on
     */
    public JsonNode register(
            String line, String source, String window, String reason, String actor, Consumer<JsonNode> progress) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("source", source)
                .put("window", window)
                .put("reason", reason)
                .put("actor", actor);
        return await(line, http.post("/v1/lines/" + segment(line) + "/registrations", body), progress);
    }

    private JsonNode await(String line, JsonNode accepted, Consumer<JsonNode> progress) {
        JsonNode window = accepted;
        String path =
                "/v1/lines/" + segment(line) + "/windows/" + window.path("id").asText();
        while (!ended(window)) {
            progress.accept(window);
            LockSupport.parkNanos(POLL.toNanos());
            window = http.get(path);
        }
        progress.accept(window);
        return window;
    }

    /**
     * Starts the line's next window and does not wait for its end.
     *
     * @return the window's first state
     */
    public JsonNode begin(String line, OptionalInt maxPairs) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        maxPairs.ifPresent(pairs -> body.put("max_pairs", pairs));
        return http.post("/v1/lines/" + segment(line) + "/windows", body);
    }

    /** The state of the line's latest window; empty if there was none. */
    public Optional<JsonNode> latest(String line) {
        JsonNode windows = http.get("/v1/lines/" + segment(line) + "/windows").path("windows");
        return windows.isEmpty() ? Optional.empty() : Optional.of(windows.get(0).path("progress"));
    }

    /** Whether a window, or a reproduction, has come to its end. */
    public static boolean ended(JsonNode window) {
        return ENDS.contains(window.path("state").asText());
    }

    /**
     * Ends a window before it makes a version, and waits for its end.
     *
     * @param id the window's; the one that runs if empty
     * @return its last state, {@code cancelled} unless it had ended before
     */
    public JsonNode cancel(String line, Optional<String> id, Consumer<JsonNode> progress) {
        String path = "/v1/lines/" + segment(line) + "/windows/";
        return await(line, http.delete(path + id.map(TrainerClient::segment).orElse("current")), progress);
    }

    /** Why a window that has ended gave no version; empty if it gave one. */
    public static Optional<String> withoutVersion(JsonNode window) {
        String state = window.path("state").asText();
        return state.equals("done")
                ? Optional.empty()
                : Optional.of((state.equals("failed") ? window.path("error") : window.path("note")).asText());
    }

    /**
     * Reproduces a version and waits for the end.
     *
     * @param steps how many of the first steps; empty for all
     * @param progress told the reproduction's state every quarter of a second, as the trainer's REST API writes it
     * @return its last state, {@code done} or {@code failed}
     */
    public JsonNode reproduce(String line, int version, OptionalInt steps, Consumer<JsonNode> progress) {
        String path = "/v1/lines/" + segment(line) + "/models/" + version + "/reproductions";
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        steps.ifPresent(most -> request.put("steps", most));
        JsonNode reproduction = http.post(path, request);
        String own = path + "/" + reproduction.path("id").asText();
        while (!ended(reproduction)) {
            progress.accept(reproduction);
            LockSupport.parkNanos(POLL.toNanos());
            reproduction = http.get(own);
        }
        progress.accept(reproduction);
        return reproduction;
    }

    /** Has the conversations of a person erased, and waits until that is done or stuck. */
    public JsonNode erase(String tenant, String subject, String reason, String actor) {
        JsonNode erasure = http.post("/v1/erasures", ErasureBody.of(tenant, subject, reason, actor));
        String path = "/v1/erasures/" + erasure.path("id").asText();
        while (!erasure.has("completed_at") && erasure.path("problems").isEmpty()) {
            LockSupport.parkNanos(POLL.toNanos());
            erasure = http.get(path);
        }
        return erasure;
    }

    /** Names of the model lines. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        http.get("/v1/lines").path("lines").forEach(line -> lines.add(line.asText()));
        return lines.stream().sorted().toList();
    }

    /** A version and those it descends from, the version itself first. */
    public JsonNode ancestry(String line, int version) {
        return http.get("/v1/lines/" + segment(line) + "/models/" + version + "/lineage");
    }

    /** The pairs of a version. */
    public JsonNode pairs(String line, int version) {
        return http.get("/v1/lines/" + segment(line) + "/models/" + version + "/pairs");
    }

    /** What a line did with a pair. */
    public JsonNode tracePair(String line, String pairId) {
        return http.get("/v1/lines/" + segment(line) + "/lineage/pairs/" + segment(pairId));
    }

    /** What a line did with the pairs that rest on a feedback event, of one tenant if given. */
    public JsonNode traceEvent(String line, String eventId, Optional<String> tenant) {
        String query = tenant.map(each -> "?tenant=" + segment(each)).orElse("");
        return http.get("/v1/lines/" + segment(line) + "/lineage/events/" + segment(eventId) + query);
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The line's versions and its champion. */
    public JsonNode models(String line) {
        return http.get("/v1/lines/" + segment(line) + "/models");
    }

    /** Makes a version the champion because somebody decided so; what the trainer recorded. */
    public JsonNode promote(String line, int version, String reason, String actor) {
        return http.post("/v1/lines/" + segment(line) + "/models/" + version + "/promote", decision(reason, actor));
    }

    /** Goes back to the version that the champion replaced; what the trainer recorded. */
    public JsonNode rollback(String line, String reason, String actor) {
        return http.post("/v1/lines/" + segment(line) + "/rollback", decision(reason, actor));
    }

    private static ObjectNode decision(String reason, String actor) {
        return JsonNodeFactory.instance.objectNode().put("reason", reason).put("actor", actor);
    }

    /** One version's manifest. */
    public JsonNode manifest(String line, int version) {
        return http.get("/v1/lines/" + segment(line) + "/models/" + version);
    }

    /** One version's report as a page, or as JSON. */
    public String report(String line, int version, boolean json) {
        return http.text("/v1/lines/" + segment(line) + "/models/" + version + (json ? "/report.json" : "/report"))
                .body();
    }
}
