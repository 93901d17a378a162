package dev.laurel.command.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What ingest and the trainer take alike where an erasure is asked for. */
final class ErasureBody {

    private ErasureBody() {}

    static ObjectNode of(String tenant, String subject, String reason, String actor) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("tenant", tenant)
                .put("subject", subject)
                .put("reason", reason)
                .put("actor", actor);
    }
}
