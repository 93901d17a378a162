package dev.laurel.gates;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * How much two texts have in common: the share that both have of all runs of three words that either has (Jaccard index; Broder 1997, "On the resemblance
 * and containment of documents"). Case, white space and compatibility forms are no difference; punctuation is, as a word of its own, and so is every
 * character of scripts without spaces. Time grows with n log n.
 */
final class Similarity {

    private static final int RUN = 3;
    private static final int UNSPACED_SCRIPTS = 0x2E80;
    private static final long SEED = 0xcbf29ce484222325L;
    private static final long FACTOR = 0x100000001b3L;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Similarity() {}

    /** From 0, nothing in common, to 1, equal. */
    static double of(String one, String other) {
        long[] ones = runs(one);
        long[] others = runs(other);
        int common = 0;
        for (int i = 0, j = 0; i < ones.length && j < others.length; ) {
            int order = Long.compare(ones[i], others[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int all = ones.length + others.length - common;
        return all == 0 ? 1 : (double) common / all;
    }

    /** Hashes of the runs in ascending order, each once; of fewer words, the one run that they are. */
    private static long[] runs(String text) {
        long[] words = words(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        int count = words.length == 0 ? 0 : Math.max(1, words.length - RUN + 1);
        long[] runs = new long[count];
        for (int i = 0; i < count; i++) {
            for (int j = i; j < Math.min(i + RUN, words.length); j++) {
                runs[i] = Long.rotateLeft(runs[i], 21) * MIX + words[j];
            }
        }
        return Arrays.stream(runs).sorted().distinct().toArray();
    }

    private static long[] words(String text) {
        long[] words = new long[text.length()];
        int count = 0;
        boolean within = false;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                within = false;
                continue;
            }
            boolean joins = character < UNSPACED_SCRIPTS && Character.isLetterOrDigit(character);
            if (!within || !joins) {
                words[count++] = SEED;
            }
            words[count - 1] = (words[count - 1] ^ character) * FACTOR;
            within = joins;
        }
        return Arrays.copyOf(words, count);
    }
}
