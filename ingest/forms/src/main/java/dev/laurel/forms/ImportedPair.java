package dev.laurel.forms;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.laurel.schema.Message;

/**
 * A usable pair: one prompt with a user turn in it and two different answers, each from an assistant's turn to an assistant's turn.
 *
 * @param promptId the row's own id of the prompt, if it has one
 * @param tools JSON of the tools that could be called; empty where there are none
 * @param language BCP 47 tag, if the row says so
 * @param margin by how much the chosen answer is better, in units of reward, if the row says so
 */
public record ImportedPair(
        Optional<String> promptId,
        List<Message> prompt,
        Optional<String> tools,
        ImportedAnswer chosen,
        ImportedAnswer rejected,
        OptionalDouble margin,
        Optional<String> language) {

    /** @throws RefusedRow if this is no usable pair */
    public ImportedPair {
        prompt = List.copyOf(prompt);
        checkEnd("chosen", chosen);
        checkEnd("rejected", rejected);
        checkStart("chosen", chosen);
        checkStart("rejected", rejected);
        if (prompt.stream().noneMatch(turn -> turn.getRole().equals("user"))) {
            throw new RefusedRow(Refusal.NO_PROMPT, "", "what chosen and rejected share holds no user turn");
        }
        if (chosen.messages().equals(rejected.messages())) {
            throw new RefusedRow(Refusal.SAME_ANSWER, "chosen", "equals rejected");
        }
        if (margin.orElse(0) < 0) {
            throw new RefusedRow(
                    Refusal.OUT_OF_RANGE, "margin", "is " + margin.getAsDouble() + " where at least 0 is needed");
        }
    }

    /** Whether the rejected answer has the higher score. */
    public boolean contradictsItself() {
        return chosen.score().isPresent()
                && rejected.score().isPresent()
                && chosen.score().getAsDouble() < rejected.score().getAsDouble();
    }

    private static void checkEnd(String side, ImportedAnswer answer) {
        List<Message> turns = answer.messages();
        if (turns.isEmpty()) {
            throw new RefusedRow(Refusal.NO_ANSWER, side, "holds no turns");
        }
        String last = turns.get(turns.size() - 1).getRole();
        if (!last.equals("assistant")) {
            throw new RefusedRow(Refusal.NO_ANSWER, side, "ends with a turn of role " + last + ", not assistant");
        }
    }

    private static void checkStart(String side, ImportedAnswer answer) {
        String first = answer.messages().get(0).getRole();
        if (!first.equals("assistant")) {
            throw new RefusedRow(
                    Refusal.NO_PROMPT,
                    side,
                    "parts from the other side at a turn of role " + first + ", not assistant");
        }
    }
}
