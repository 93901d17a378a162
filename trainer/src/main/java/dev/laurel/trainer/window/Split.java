package dev.laurel.trainer.window;

import java.util.List;
import java.util.stream.Stream;

import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.text.Message;
import dev.laurel.schema.PreferencePair;

/**
 * A window's pairs, taken apart by the hold-out rule.
 *
 * @param training new pairs to train on
 * @param replayed pairs of earlier windows to train on again
 * @param heldOut those to judge on
 */
public record Split(List<PreferencePair> training, List<PreferencePair> replayed, List<PreferencePair> heldOut) {

    public static Split of(HoldOut rule, List<PreferencePair> pairs) {
        return new Split(
                pairs.stream().filter(pair -> !rule.holdsOut(prompt(pair))).toList(),
                List.of(),
                pairs.stream().filter(pair -> rule.holdsOut(prompt(pair))).toList());
    }

    public Split withReplayed(List<PreferencePair> pairs) {
        return new Split(training, pairs, heldOut);
    }

    public Split withHeldOut(List<PreferencePair> pairs) {
        return new Split(training, replayed, pairs);
    }

    /** The same for all pairs that begin with the same user turn: what the rule looks at and the bootstrap draws. */
    public static String prompt(PreferencePair pair) {
        List<Message> userTurns = Stream.concat(pair.getPrompt().stream(), pair.getChosen().getMessages().stream())
                .filter(turn -> turn.getRole().equals("user"))
                .map(turn -> new Message(turn.getRole(), turn.getContent()))
                .toList();
        return HoldOut.prompt(userTurns, pair.getTenant() + '/' + pair.getPromptId());
    }
}
