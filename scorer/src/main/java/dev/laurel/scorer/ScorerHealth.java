package dev.laurel.scorer;

import dev.laurel.schema.Line;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.LiveModels;
import dev.laurel.scorer.verdict.Policies;
import dev.laurel.scorer.watch.DriftBoard;
import dev.laurel.service.health.HealthAnswer;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Alive as long as the stream has not failed; ready when a model is active and the stream has its share of the partitions, restored. That share is none
 * where there are more instances than partitions: such an instance answers over HTTP and stands by, and a rolling update may count on it.
 */
@Singleton
public class ScorerHealth {

    private final ScorerWiring wiring;
    private final LiveModels models;
    private final Lines lines;
    private final DriftBoard drift;
    private final Policies policies;

    public ScorerHealth(ScorerWiring wiring, LiveModels models, Lines lines, DriftBoard drift, Policies policies) {
        this.wiring = wiring;
        this.models = models;
        this.lines = lines;
        this.drift = drift;
        this.policies = policies;
    }

    @Produces
    @Singleton
    @Liveness
    HealthCheck stream() {
        return () -> {
            State state = wiring.streamState();
            boolean up = state == State.CREATED || state.isRunningOrRebalancing() || state == State.PENDING_SHUTDOWN;
            return HealthAnswer.inState("stream", state, up).build();
        };
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck models() {
        return () -> {
            HealthCheckResponseBuilder response = HealthCheckResponse.named("models")
                    .withData("stream", wiring.streamState().name())
                    .withData("partitions", wiring.partitions())
                    .withData("waits_for", waitsFor())
                    .status(models.any() && wiring.streamState() == State.RUNNING);
            for (Line line : lines.all()) {
                String active = models.active(line.name())
                        .map(now -> "version " + now.model().announced().version())
                        .orElseGet(() -> "no active version: " + models.missing(line.name()));
                String refused = models.refused(line.name())
                        .map(last -> "; version " + last.version() + " refused: " + last.reason())
                        .orElse("");
                String challenger = models.challenger(line.name())
                        .map(version -> "; version " + version.version() + " scores along")
                        .orElse("");
                String alarm = drift.alarm(line.name()).map(text -> "; " + text).orElse("");
                response.withData(line.name(), active + challenger + refused + alarm);
            }
            return response.build();
        };
    }

    /** What the stream still needs before it scores, for people to read. */
    private String waitsFor() {
        return wiring.trouble().orElseGet(() -> switch (wiring.streamState()) {
            case CREATED -> "a first version to score with";
            case REBALANCING ->
                wiring.partitions() == 0
                        ? "partitions, which the group has not assigned yet"
                        : "the stores of " + wiring.partitions() + " partitions, which are restored";
            case RUNNING -> "nothing";
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> "a restart: the stream has ended";
        });
    }

    /** Up even where the file is refused: the policies before it hold. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck policies() {
        return () -> HealthCheckResponse.named("policies")
                .up()
                .withData("in_force", policies.verifier().policies().size())
                .withData(
                        "refused",
                        policies.refused().map(Policies.Refused::reason).orElse("none"))
                .build();
    }
}
