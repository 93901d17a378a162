package dev.laurel.command.client;

import java.net.URI;
import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Windows of one line handed over to other trainers, over HTTP. */
public final class HandoverClient {

    private static final String LEFT_OUT = "Laurel-Left-Out";

    private final JsonHttp http;
    private final String line;

    /** @param base the trainer's address */
    public HandoverClient(URI base, String line) {
        this.http = new JsonHttp(base);
        this.line = "/v1/lines/" + TrainerClient.segment(line);
    }

    /**
     * Preference pairs as JSON, one object a line.
     *
     * @param leftOut pairs that have no place in the form
     */
    public record Pairs(String lines, int leftOut) {}

    /**
     * The pairs of a version's window.
     *
     * @param form {@code trl} or {@code openai}
     * @param side {@code training} or {@code holdout}
     */
    public Pairs versionPairs(int version, String form, String side) {
        return pairs("/models/" + version + "/export", form, side);
    }

    /** Keeps the window that would be trained next under an id, which is returned. */
    public String freezeNext() {
        return http.post(line + "/exports", JsonNodeFactory.instance.objectNode())
                .path("id")
                .asText();
    }

    /** The pairs of a window that was kept; otherwise as {@link #versionPairs}. */
    public Pairs exportedPairs(String id, String form, String side) {
        return pairs("/exports/" + id + "/pairs", form, side);
    }

    private Pairs pairs(String path, String form, String side) {
        HttpResponse<String> answer = http.text(line + path + "?form=" + form + "&side=" + side);
        return new Pairs(
                answer.body(), (int) answer.headers().firstValueAsLong(LEFT_OUT).orElse(0));
    }
}
