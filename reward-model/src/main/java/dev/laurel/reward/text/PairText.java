package dev.laurel.reward.text;

import java.util.List;
import java.util.Optional;

import dev.laurel.reward.checkpoint.Reading;

/**
 * A preference pair as text: two conversations that share their prompt, {@code prompt + chosen} and {@code prompt + rejected}. It may be one that cannot
 * be trained on; {@link RewardText#encodePair} refuses those.
 *
 * @param prompt the shared turns; empty where the pair is two whole conversations
 * @param chosen the preferred turns, at least one
 * @param rejected the other turns, at least one
 * @param tools JSON of the tools that could be called; empty where there are none
 * @param margin how much better the chosen side is, in units of reward; 0 where nobody said
 * @param weight share of this pair in the loss; 1/C(K,2) among the pairs of K answers to one prompt
 */
public record PairText(
        List<Message> prompt,
        List<Message> chosen,
        List<Message> rejected,
        Optional<String> tools,
        double margin,
        double weight) {

    private static final double MOST = 1e3; // as the public records' own bounds
    private static final double LEAST_WEIGHT = 1e-9;

    public PairText {
        prompt = List.copyOf(prompt);
        chosen = List.copyOf(chosen);
        rejected = List.copyOf(rejected);
    }

    /** A pair of a conversation without tools. */
    public PairText(List<Message> prompt, List<Message> chosen, List<Message> rejected, double margin, double weight) {
        this(prompt, chosen, rejected, Optional.empty(), margin, weight);
    }

    /**
     * What is wrong with margin or weight, which are then outside of what can be trained on in float32; empty if nothing is.
     *
     * @param reading of the model; the first one takes all that are numbers, since stored versions were trained on them
     */
    Optional<String> numberProblem(Reading reading) {
        if (reading == Reading.FIRST && Double.isFinite(margin) && Double.isFinite(weight) && weight > 0) {
            return Optional.empty();
        }
        if (!(Math.abs(margin) <= MOST)) {
            return Optional.of("margin " + margin + " is not from -1000 to 1000");
        }
        return weight >= LEAST_WEIGHT && weight <= MOST
                ? Optional.empty()
                : Optional.of("weight " + weight + " is not from 1.0E-9 to 1000");
    }

    public Conversation chosenConversation() {
        return Conversation.of(prompt, chosen, tools);
    }

    public Conversation rejectedConversation() {
        return Conversation.of(prompt, rejected, tools);
    }
}
