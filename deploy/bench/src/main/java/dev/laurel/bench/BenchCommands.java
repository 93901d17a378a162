package dev.laurel.bench;

import java.util.List;

import dev.laurel.command.MoreCommands;

/** What this module adds to the {@code laurel} command. */
public final class BenchCommands implements MoreCommands {

    @Override
    public List<Object> commands() {
        return List.of(new BenchCommand());
    }
}
