package dev.laurel.scorer.verdict;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.laurel.schema.accept.Names;

/**
 * What becomes of an answer, by its normalised reward: accepted from one threshold on, tried again from a lower one on while attempts remain, replaced
 * by the product's fallback otherwise.
 *
 * @param name unique among the policies
 * @param tenants whose answers it is for; all if empty
 * @param tasks for which tasks; all if empty
 * @param accept rewards from here on are accepted; on the reference scale
 * @param regenerate rewards from here up to {@code accept} are worth another attempt; at most {@code accept}
 * @param attempts how often a prompt is answered at most, the first time included
 */
public record Policy(
        String name, Set<String> tenants, Set<String> tasks, double accept, double regenerate, int attempts) {

    private static final int VERSION_DIGITS = 12;

    public Policy {
        Names.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException("name " + problem);
        });
        tenants = Set.copyOf(tenants);
        tasks = Set.copyOf(tasks);
        tenants.forEach(tenant -> refuse(name, "tenant", Names.tenantProblem(tenant)));
        tasks.forEach(task -> refuse(name, "task", Names.problem(task)));
        if (!Double.isFinite(accept)) {
            throw new IllegalArgumentException("accept of policy \"" + name + "\" is not a number: " + accept);
        }
        if (!Double.isFinite(regenerate) || regenerate > accept) {
            throw new IllegalArgumentException("regenerate of policy \"" + name + "\" is not a number up to accept, "
                    + accept + ": " + regenerate);
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts of policy \"" + name + "\" is below 1: " + attempts);
        }
    }

    private static void refuse(String name, String field, Optional<String> problem) {
        problem.ifPresent(text -> {
            throw new IllegalArgumentException("a %s of policy \"%s\" %s".formatted(field, name, text));
        });
    }

    /** Names what it decides by: the beginning of a SHA-256 over everything it says. Equal policies have equal versions. */
    public String version() {
        String said = String.join(
                "\n",
                name,
                new TreeSet<>(tenants).toString(),
                new TreeSet<>(tasks).toString(),
                Double.toString(accept),
                Double.toString(regenerate),
                Integer.toString(attempts));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    boolean appliesTo(String tenant, String task) {
        return (tenants.isEmpty() || tenants.contains(tenant)) && (tasks.isEmpty() || tasks.contains(task));
    }

    /** How closely it names what it is for: 2 by tenant and task, 1 by one of them, 0 if it is for everything. */
    int particularity() {
        return (tenants.isEmpty() ? 0 : 1) + (tasks.isEmpty() ? 0 : 1);
    }

    /** Whether there may be a tenant and task that both apply to. */
    boolean overlaps(Policy other) {
        return overlap(tenants, other.tenants) && overlap(tasks, other.tasks);
    }

    private static boolean overlap(Set<String> first, Set<String> second) {
        return first.isEmpty() || second.isEmpty() || first.stream().anyMatch(second::contains);
    }
}
