package dev.laurel.schema;

import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.accept.Names;
import dev.laurel.schema.accept.Shown;

/**
 * A model line: the pairs it learns from and the responses it scores. Preferences are subjective, so several lines live side by side.
 *
 * @param name the line's name, used in topics, paths and URLs: lower-case letters, digits and hyphens
 * @param tenants tenants it serves; empty for all
 * @param tasks tasks it serves; empty for all
 */
public record Line(String name, Set<String> tenants, Set<String> tasks) {

    public Line {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "a line's name has lower-case letters, digits and hyphens only: " + Shown.of(name));
        }
        tenants = Set.copyOf(tenants);
        tasks = Set.copyOf(tasks);
        tenants.forEach(tenant -> refuse(name, "tenant", Names.tenantProblem(tenant)));
        tasks.forEach(task -> refuse(name, "task", Names.problem(task)));
    }

    private static void refuse(String line, String field, Optional<String> problem) {
        problem.ifPresent(text -> {
            throw new IllegalArgumentException("a %s of line \"%s\" %s".formatted(field, line, text));
        });
    }

    public boolean serves(String tenant, String task) {
        return (tenants.isEmpty() || tenants.contains(tenant)) && (tasks.isEmpty() || tasks.contains(task));
    }
}
