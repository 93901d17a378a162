package dev.laurel.command.console;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a benchmark or an experiment found. */
public interface Findings {

    /** For people, in lines. */
    String text();

    ObjectNode json();

    /** Whether it shows what it should; what only measures always does. */
    default boolean isSound() {
        return true;
    }
}
