package dev.laurel.schema;

import java.util.Set;

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
                    "a line's name has lower-case letters, digits and hyphens only: \"" + name + "\"");
        }
        tenants = Set.copyOf(tenants);
        tasks = Set.copyOf(tasks);
    }

    public boolean serves(String tenant, String task) {
        return (tenants.isEmpty() || tenants.contains(tenant)) && (tasks.isEmpty() || tasks.contains(task));
    }
}
