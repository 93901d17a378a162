package dev.laurel.scorer.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.laurel.schema.Decision;
import dev.laurel.schema.Verdict;

/**
 * Decides about answers by their normalised rewards and the policy that fits their tenant and task most closely. The same answer always gets the same
 * verdict.
 *
 * @param policies in any order; of two that are equally particular, none may apply to what the other applies to
 */
public record Verifier(List<Policy> policies) {

    /** Without policies, and so without verdicts. */
    public static final Verifier NONE = new Verifier(List.of());

    public Verifier {
        policies = policies.stream()
                .sorted(Comparator.comparingInt(Policy::particularity)
                        .reversed()
                        .thenComparing(Policy::name))
                .toList();
        for (int i = 0; i < policies.size(); i++) {
            for (Policy other : policies.subList(i + 1, policies.size())) {
                refuse(policies.get(i), other);
            }
        }
    }

    private static void refuse(Policy first, Policy second) {
        if (first.name().equals(second.name())) {
            throw new IllegalArgumentException("two policies have the name \"" + first.name() + "\"");
        }
        if (first.particularity() == second.particularity() && first.overlaps(second)) {
            throw new IllegalArgumentException("policies \"" + first.name() + "\" and \"" + second.name()
                    + "\" apply to the same tenants and tasks equally closely: tell them apart by tenants or tasks");
        }
    }

    /** The policy for this tenant and task; empty if there is none. */
    public Optional<Policy> policy(String tenant, String task) {
        return policies.stream()
                .filter(policy -> policy.appliesTo(tenant, task))
                .findFirst();
    }

    /**
     * The verdict on an answer; empty if no policy applies to it.
     *
     * @param attempt which attempt at its prompt it is, from 1
     */
    public Optional<Verdict> verify(String tenant, String task, double normalizedReward, int attempt) {
        return policy(tenant, task).map(policy -> verdict(policy, normalizedReward, attempt));
    }

    private static Verdict verdict(Policy policy, double reward, int attempt) {
        if (!Double.isFinite(reward)) {
            throw new IllegalArgumentException("normalized reward is not a number: " + reward);
        }
        if (reward >= policy.accept()) {
            return verdict(policy, Decision.ACCEPT, text("reward %.4f is at least %s", reward, policy.accept()));
        }
        if (reward < policy.regenerate()) {
            return verdict(policy, Decision.FALL_BACK, text("reward %.4f is below %s", reward, policy.regenerate()));
        }
        String between = text(
                "reward %.4f is below %s and at least %s, attempt %d of %d",
                reward, policy.accept(), policy.regenerate(), attempt, policy.attempts());
        return verdict(policy, attempt < policy.attempts() ? Decision.REGENERATE : Decision.FALL_BACK, between);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** The verdict on an answer that was not scored in time. */
    public static Verdict tooLate(Policy policy, long deadlineMillis) {
        return verdict(policy, Decision.FALL_BACK, "not scored within the deadline of " + deadlineMillis + " ms");
    }

    /** The verdict on an answer of which the model read nothing, whatever reward its prompt has. */
    public static Verdict unread(Policy policy) {
        return verdict(
                policy, Decision.FALL_BACK, "no token of the answer was read: the prompt fills what the model reads");
    }

    private static Verdict verdict(Policy policy, Decision decision, String reason) {
        return new Verdict(decision, policy.name(), policy.version(), reason);
    }
}
