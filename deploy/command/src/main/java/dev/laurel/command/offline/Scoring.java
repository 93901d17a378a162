package dev.laurel.command.offline;

import java.util.List;

/**
 * Something that gives rewards.
 *
 * @param <T> what it scores: conversations, or raw texts
 */
public interface Scoring<T> {

    /** What becomes of each, in their order. */
    List<Outcome> score(List<T> inputs);
}
