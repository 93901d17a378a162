package dev.laurel.forms;

import java.util.ArrayList;
import java.util.List;

import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.accept.Range;

/**
 * The texts of a pair: a prompt and two answers to it. What else a row says of the pair is read the same way in every form.
 *
 * <p>Names of the fields, in the order in which they are looked for: {@code chosen_score}, {@code score_chosen}, {@code chosen-rating} (AlpacaEval,
 * UltraFeedback, Argilla), {@code chosen_model}, {@code chosen-model}, likewise for {@code rejected}; {@code margin}, {@code language},
 * {@code prompt_id}; {@code system} or {@code system_prompt} is the system turn of a prompt that has none.
 */
record PairText(List<Message> prompt, List<Message> chosen, List<Message> rejected) {

    /** Two whole conversations: the prompt is what they share, the answers begin where they part, each with at least one turn. */
    static PairText parting(List<Message> chosen, List<Message> rejected) {
        int limit = Math.min(chosen.size(), rejected.size()) - 1;
        int shared = 0;
        while (shared < limit && chosen.get(shared).equals(rejected.get(shared))) {
            shared++;
        }
        return new PairText(
                chosen.subList(0, shared),
                chosen.subList(shared, chosen.size()),
                rejected.subList(shared, rejected.size()));
    }

    /** One text each. */
    static PairText of(List<Message> prompt, String chosen, String rejected) {
        return new PairText(
                prompt, List.of(Messages.text("assistant", chosen)), List.of(Messages.text("assistant", rejected)));
    }

    /** The pair with everything else the row says. */
    ImportedPair in(Row row) {
        List<Message> turns = withSystem(row, prompt);
        PromptFields.requireRead(row, turns, chosen, rejected);
        return new ImportedPair(
                row.id("prompt_id"),
                turns,
                row.tools(),
                answer(row, "chosen", chosen),
                answer(row, "rejected", rejected),
                row.number(Range.MARGIN, "margin"),
                row.language());
    }

    /** The prompt, opened by what the row says beside it for a system turn, unless it has one. */
    static List<Message> withSystem(Row row, List<Message> prompt) {
        List<Message> turns = new ArrayList<>(prompt);
        if (turns.isEmpty() || !turns.get(0).getRole().equals("system")) {
            row.text("system", "system_prompt").ifPresent(system -> turns.add(0, Messages.text("system", system)));
        }
        return turns;
    }

    private static ImportedAnswer answer(Row row, String side, List<Message> messages) {
        return new ImportedAnswer(
                messages,
                row.number(Range.SCORE, side + "_score", "score_" + side, side + "-rating"),
                row.name(side + "_model", side + "-model"));
    }
}
