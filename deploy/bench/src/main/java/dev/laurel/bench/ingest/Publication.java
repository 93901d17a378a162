package dev.laurel.bench.ingest;

import java.util.Optional;

/**
 * A record as a client sends it.
 *
 * @param id of the event, or of the response; no two records share one
 * @param after id of the record that must have been accepted before this one is sent
 */
record Publication(String id, Route route, String json, Fate fate, Optional<String> after) {

    /** Where records are posted. */
    enum Route {
        FEEDBACK("/v1/feedback"),
        RESPONSES("/v1/responses");

        private final String path;

        Route(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }
    }
}
