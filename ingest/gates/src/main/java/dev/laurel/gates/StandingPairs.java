package dev.laurel.gates;

/** What stands of a prompt when one more pair is to be published: an answer to it depends on the order in which feedback came. */
public interface StandingPairs {

    /** How many pairs of a task stand. */
    int of(String task);

    /** How many pairs of a task stand that come from the conversations of one person. */
    int of(String task, String subject);

    /** Whether another pair stands that says the same. */
    boolean says(PairContent content);
}
