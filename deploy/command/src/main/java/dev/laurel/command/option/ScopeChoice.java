package dev.laurel.command.option;

import java.util.Set;

import picocli.CommandLine.Option;

/** Keeps a command to some tenants and tasks. */
public final class ScopeChoice {

    @Option(names = "--tenant", split = ",", description = "Of these tenants only.")
    private Set<String> tenants = Set.of();

    @Option(names = "--task", split = ",", description = "Of these tasks only.")
    private Set<String> tasks = Set.of();

    public Scope scope() {
        return new Scope(tenants, tasks);
    }
}
