package dev.laurel.schema.accept;

import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What the turns before an answer may be: at least one, each of a named speaker and well-formed text, the last one saying something unless a tool gave
 * it. The answer itself may be empty where it is scored, since a model may give one; it must say something where it is trained on.
 */
public final class Turns {

    /** Turns of a conversation up to the answer. */
    public static final int MOST_BEFORE = 5_000;

    /** Turns of an answer. */
    public static final int MOST_OF_ANSWER = 2_500;

    /** Turns of a pair: what a conversation and two answers have at the most. */
    public static final int MOST_OF_PAIR = MOST_BEFORE + 2 * MOST_OF_ANSWER;

    private static final String TOOL = "tool"; // whose output may be empty

    private Turns() {}

    /**
     * What is wrong with a conversation, to be read right after the field's name: {@code " is an empty conversation"},
     * {@code "[2].role is missing or blank"}; empty if nothing is. Never shows a text.
     *
     * @param count of turns
     * @param role of the turn at a place
     * @param content of the turn at a place
     */
    public static Optional<String> problem(int count, IntFunction<String> role, IntFunction<String> content) {
        if (count == 0) {
            return Optional.of(" is an empty conversation");
        }
        for (int i = 0; i < count; i++) {
            String place = "[" + i + "]";
            Optional<String> speaker = Names.problem(role.apply(i)).map(problem -> place + ".role " + problem);
            if (speaker.isPresent()) {
                return speaker;
            }
            String text = content.apply(i);
            boolean says = i == count - 1 && !role.apply(i).equals(TOOL);
            Optional<String> said = says ? Texts.saidProblem(text) : Texts.problem(text);
            if (said.isPresent()) {
                return said.map(problem -> place + ".content " + problem);
            }
        }
        return Optional.empty();
    }
}
