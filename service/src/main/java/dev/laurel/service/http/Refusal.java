package dev.laurel.service.http;

import java.util.Locale;

import dev.laurel.service.problem.Problem;

/**
 * Why a request is not let in.
 *
 * @param detail for the caller; names the header or the limit
 */
record Refusal(Reason reason, String detail) {

    /** What is counted. */
    enum Reason {
        MALFORMED(400),
        FOREIGN_HOST(403),
        FOREIGN_ORIGIN(403),
        MEDIA_TYPE(415),
        READ_TIMEOUT(408),
        BODY_TOO_LARGE(413),
        BODY_MEMORY(503),
        WRITE_TIMEOUT(0),
        SENT_AHEAD(0),
        TOO_MANY_CONNECTIONS(0);

        /** Of the answer; 0 where there is none because the connection is closed. */
        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** As a metric's tag: {@code foreign-host}. */
        String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Problem problem() {
        return Problem.of(reason.status, detail);
    }
}
