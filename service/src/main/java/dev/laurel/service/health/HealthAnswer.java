package dev.laurel.service.health;

import java.util.Optional;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Answers of health checks, for people to read as well. */
public final class HealthAnswer {

    private HealthAnswer() {}

    /** A part is up unless something is wrong with it, which {@code why} says in words. */
    public static HealthCheckResponseBuilder unless(String part, Optional<String> wrong) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named(part).status(wrong.isEmpty());
        wrong.ifPresent(why -> answer.withData("why", why));
        return answer;
    }

    /** A part that is in a state. */
    public static HealthCheckResponseBuilder inState(String part, Enum<?> state, boolean up) {
        return HealthCheckResponse.named(part).status(up).withData("state", state.name());
    }
}
