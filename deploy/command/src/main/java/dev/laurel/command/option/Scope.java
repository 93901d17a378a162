package dev.laurel.command.option;

import java.util.Set;

/**
 * Whose records a command takes.
 *
 * @param tenants all if empty
 * @param tasks all if empty
 */
public record Scope(Set<String> tenants, Set<String> tasks) {

    public Scope {
        tenants = Set.copyOf(tenants);
        tasks = Set.copyOf(tasks);
    }

    public boolean takesTenant(String tenant) {
        return tenants.isEmpty() || tenants.contains(tenant);
    }

    public boolean takes(String tenant, String task) {
        return takesTenant(tenant) && (tasks.isEmpty() || tasks.contains(task));
    }
}
