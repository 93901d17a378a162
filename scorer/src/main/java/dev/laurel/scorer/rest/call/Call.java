package dev.laurel.scorer.rest.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.laurel.schema.accept.Names;
import dev.laurel.schema.accept.Shown;
import dev.laurel.service.problem.ProblemException;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/**
 * What a request says beside its body.
 *
 * @param contentType as it came
 * @param requestId the caller's name for it, of the header {@code X-Request-Id}
 * @param deadlineParameter of the query
 * @param deadlineHeader counts where the query has none
 */
public record Call(
        Optional<String> contentType,
        Optional<String> requestId,
        Optional<String> deadlineParameter,
        Optional<String> deadlineHeader,
        Instant received) {

    public static Call of(HttpHeaders headers, UriInfo uri, Instant received) {
        return new Call(
                Optional.ofNullable(headers.getHeaderString(HttpHeaders.CONTENT_TYPE)),
                Optional.ofNullable(headers.getHeaderString("X-Request-Id")),
                Optional.ofNullable(uri.getQueryParameters().getFirst(Deadline.PARAMETER)),
                Optional.ofNullable(headers.getHeaderString(Deadline.HEADER)),
                received);
    }

    /** Refuses a body that does not say that it is JSON, which no form of a web page can say. */
    void requireJson() {
        String type = contentType.orElse("none").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals(MediaType.APPLICATION_JSON)) {
            throw Refusals.notJson("Content-Type must be " + MediaType.APPLICATION_JSON + ", not " + Shown.of(type));
        }
    }

    /** How long it may take; throws {@link ProblemException} naming what is no number of milliseconds. */
    public Duration within(Duration configured) {
        return deadlineParameter
                .map(value -> Deadline.read(Deadline.PARAMETER, value))
                .or(() -> deadlineHeader.map(value -> Deadline.read(Deadline.HEADER, value)))
                .orElse(configured);
    }

    /** The id that the answer carries: the caller's, by header or body, or a new one; throws {@link ProblemException} where it is no name. */
    public String id(String kind, Optional<String> ofBody) {
        Optional<String> given = requestId.or(() -> ofBody);
        given.flatMap(Names::problem).ifPresent(problem -> {
            throw Refusals.unacceptable(null, "request_id", "request_id " + problem);
        });
        return kind + "-" + given.orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
    }
}
