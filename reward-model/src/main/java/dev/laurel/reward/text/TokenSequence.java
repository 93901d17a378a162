package dev.laurel.reward.text;

import java.util.Arrays;

/**
 * The token ids of one text as the reward model reads it, without padding, at least one.
 *
 * @param ids token ids; not copied, not to be changed
 * @param truncated whether the text was longer than the profile's maximum and lost its end, or its beginning by {@link OverlongPrompt#CUT}
 * @param answerUnread whether the prompt alone is as long as what the model reads, so that no token of the answer is among the ids and every answer
 *     gets one reward; only known of conversations, and implies {@code truncated}
 */
public record TokenSequence(int[] ids, boolean truncated, boolean answerUnread) {

    public TokenSequence {
        if (ids.length == 0) {
            throw new IllegalArgumentException("a token sequence without tokens");
        }
        if (answerUnread && !truncated) {
            throw new IllegalArgumentException("an answer that is not read where nothing was cut off");
        }
    }

    /** A sequence that ends in the answer's tokens, or has no answer. */
    public TokenSequence(int[] ids, boolean truncated) {
        this(ids, truncated, false);
    }

    public int length() {
        return ids.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenSequence that
                && truncated == that.truncated
                && answerUnread == that.answerUnread
                && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ids) + Boolean.hashCode(truncated);
    }

    @Override
    public String toString() {
        return "TokenSequence[" + ids.length + " ids" + (truncated ? ", truncated" : "")
                + (answerUnread ? ", answer unread]" : "]");
    }
}
