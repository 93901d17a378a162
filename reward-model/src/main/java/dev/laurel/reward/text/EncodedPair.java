package dev.laurel.reward.text;

import java.util.Arrays;

/** A preference pair ready for a training step: the ids of both conversations, which differ, the margin and the weight in the loss. */
public record EncodedPair(TokenSequence chosen, TokenSequence rejected, float margin, float weight) {

    public EncodedPair {
        if (Arrays.equals(chosen.ids(), rejected.ids())) {
            throw new IllegalArgumentException("chosen equals rejected: " + chosen);
        }
    }

    public int tokens() {
        return chosen.length() + rejected.length();
    }
}
