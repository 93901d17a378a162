package dev.laurel.scorer.rest;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.laurel.scorer.verdict.Policies;
import dev.laurel.scorer.verdict.Policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** {@code GET /v1/policies}: what the verifier decides by on this instance, and why the policy file is not taken if it is not. */
@Path("/v1/policies")
public class PoliciesResource {

    /** {@code refused} is absent unless the file's present content cannot be used. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reply(Instant inForceSince, List<PolicyReply> policies, RefusedReply refused) {}

    /** A policy; empty tenants and tasks mean all. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PolicyReply(
            String name,
            String version,
            Set<String> tenants,
            Set<String> tasks,
            double accept,
            double regenerate,
            int attempts) {

        static PolicyReply of(Policy policy) {
            return new PolicyReply(
                    policy.name(),
                    policy.version(),
                    policy.tenants(),
                    policy.tasks(),
                    policy.accept(),
                    policy.regenerate(),
                    policy.attempts());
        }
    }

    /** A file that was not taken. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record RefusedReply(String reason, Instant refusedAt) {}

    private final Policies policies;

    public PoliciesResource(Policies policies) {
        this.policies = policies;
    }

    @GET
    public Reply list() {
        Policies.InForce now = policies.inForce();
        return new Reply(
                now.since(),
                now.verifier().policies().stream().map(PolicyReply::of).toList(),
                policies.refused()
                        .map(refused -> new RefusedReply(refused.reason(), refused.at()))
                        .orElse(null));
    }
}
