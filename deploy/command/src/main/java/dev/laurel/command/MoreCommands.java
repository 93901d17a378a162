package dev.laurel.command;

import java.util.List;

/** Sub-commands of a module that is not always there; found by {@link java.util.ServiceLoader}. */
public interface MoreCommands {

    /** Objects that picocli takes for commands. */
    List<Object> commands();
}
