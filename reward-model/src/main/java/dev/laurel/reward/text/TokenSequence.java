package dev.laurel.reward.text;

import java.util.Arrays;

/**
 * The token ids of one text as the reward model reads it, without padding, at least one.
 *
 * @param ids token ids; not copied, not to be changed
 * @param truncated whether the text was longer than the profile's maximum and lost its end
 */
public record TokenSequence(int[] ids, boolean truncated) {

    public TokenSequence {
        if (ids.length == 0) {
            throw new IllegalArgumentException("a token sequence without tokens");
        }
    }

    public int length() {
        return ids.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenSequence that && truncated == that.truncated && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ids) + Boolean.hashCode(truncated);
    }

    @Override
    public String toString() {
        return "TokenSequence[" + ids.length + " ids" + (truncated ? ", truncated]" : "]");
    }
}
