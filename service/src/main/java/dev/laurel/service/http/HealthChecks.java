package dev.laurel.service.http;

import java.time.Duration;

import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Runs health checks in {@link HealthLane}, each for a limited time, in place of Quarkus' own factory, which shares the threads of requests. */
@Alternative
@Priority(1)
@Singleton
class HealthChecks extends AsyncHealthCheckFactory {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HealthLane lane;

    HealthChecks(HealthLane lane) {
        this.lane = lane;
    }

    @Override
    public Uni<HealthCheckResponse> callSync(HealthCheck check) {
        return limited(check.getClass(), super.callSync(check));
    }

    @Override
    public Uni<HealthCheckResponse> callAsync(AsyncHealthCheck check) {
        return limited(check.getClass(), super.callAsync(check));
    }

    private Uni<HealthCheckResponse> limited(Class<?> check, Uni<HealthCheckResponse> answer) {
        return answer.runSubscriptionOn(lane).ifNoItem().after(LIMIT).recoverWithItem(() -> HealthCheckResponse.named(
                        check.getSimpleName())
                .down()
                .withData("reason", "no answer within " + LIMIT.toSeconds() + " s")
                .build());
    }
}
