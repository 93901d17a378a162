package dev.laurel.command.client;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** Ingest over HTTP. */
public final class IngestClient {

    private static final Duration POLL = Duration.ofMillis(500);

    private final JsonHttp http;

    public IngestClient(URI base) {
        this.http = new JsonHttp(base);
    }

    /**
     * Has the conversations of a person erased everywhere.
     *
     * @param patience how long to wait for all parts to be done
     * @return what the parts have said by then, as ingest's REST API writes it
     */
    public JsonNode erase(String tenant, String subject, String reason, String actor, Duration patience) {
        JsonNode report = http.post("/v1/erasures", ErasureBody.of(tenant, subject, reason, actor));
        String path = "/v1/erasures/" + report.path("id").asText();
        long deadline = System.nanoTime() + patience.toNanos();
        while (!report.has("completed_at") && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
            report = http.get(path);
        }
        return report;
    }
}
