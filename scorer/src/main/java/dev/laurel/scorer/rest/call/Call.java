package dev.laurel.scorer.rest.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.laurel.schema.accept.Names;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

/**
 * What a request says beside its body.
 *
 * @param requestId the caller's name for it, of the header {@code X-Request-Id}
 * @param deadlineParameter of the query
 * @param deadlineHeader counts where the query has none
 */
public record Call(
        Optional<String> requestId,
        Optional<String> deadlineParameter,
        Optional<String> deadlineHeader,
        Instant received) {

    public static Call of(HttpHeaders headers, UriInfo uri, Instant received) {
        return new Call(
                Optional.ofNullable(headers.getHeaderString("X-Request-Id")),
                Optional.ofNullable(uri.getQueryParameters().getFirst(Deadline.PARAMETER)),
                Optional.ofNullable(headers.getHeaderString(Deadline.HEADER)),
                received);
    }

    /** How long it may take; throws {@link Problem} naming what is no number of milliseconds. */
    public Duration within(Duration configured) {
        return deadlineParameter
                .map(value -> Deadline.read(Deadline.PARAMETER, value))
                .or(() -> deadlineHeader.map(value -> Deadline.read(Deadline.HEADER, value)))
                .orElse(configured);
    }

    /** The id that the answer carries: the caller's, by header or body, or a new one; throws {@link Problem} where it is no name. */
    public String id(String kind, Optional<String> ofBody) {
        Optional<String> given = requestId.or(() -> ofBody);
        given.flatMap(Names::problem).ifPresent(problem -> {
            throw Problem.unacceptable(null, "request_id", "request_id " + problem);
        });
        return kind + "-" + given.orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
    }
}
