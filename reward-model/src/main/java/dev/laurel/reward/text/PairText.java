package dev.laurel.reward.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A preference pair as text: two conversations that share their prompt, {@code prompt + chosen} and {@code prompt + rejected}.
 *
 * @param prompt the shared turns; empty where the pair is two whole conversations
 * @param chosen the preferred turns, at least one
 * @param rejected the other turns, at least one
 * @param margin how much better the chosen side is, in units of reward; 0 where nobody said
 * @param weight share of this pair in the loss, above 0; 1/C(K,2) among the pairs of K answers to one prompt
 */
public record PairText(
        List<Message> prompt, List<Message> chosen, List<Message> rejected, double margin, double weight) {

    public PairText {
        prompt = List.copyOf(prompt);
        chosen = List.copyOf(chosen);
        rejected = List.copyOf(rejected);
        if (!Double.isFinite(margin)) {
            throw new IllegalArgumentException("margin is not a number: " + margin);
        }
        if (!(weight > 0) || !Double.isFinite(weight)) {
            throw new IllegalArgumentException("weight is not a positive number: " + weight);
        }
    }

    public List<Message> chosenConversation() {
        return joined(chosen);
    }

    public List<Message> rejectedConversation() {
        return joined(rejected);
    }

    private List<Message> joined(List<Message> answer) {
        List<Message> turns = new ArrayList<>(prompt);
        turns.addAll(answer);
        return List.copyOf(turns);
    }
}
