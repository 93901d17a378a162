package dev.laurel.command.pairs;

import java.util.List;

import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.PairText;

/**
 * What a comparison of models needs to know of a pair beside its rewards.
 *
 * @param prompt the same for all pairs of one prompt; intervals are over prompts
 * @param chosenLength characters of the chosen answer
 * @param rejectedLength characters of the other one
 */
public record ComparedPair(String prompt, int chosenLength, int rejectedLength) {

    /** @param promptId what the prompt is called where the pair has no user turn */
    public static ComparedPair of(String promptId, PairText pair) {
        return new ComparedPair(
                HoldOut.prompt(pair.chosenConversation().messages(), promptId),
                length(pair.chosen()),
                length(pair.rejected()));
    }

    private static int length(List<Message> answer) {
        return answer.stream().mapToInt(turn -> turn.content().length()).sum();
    }
}
