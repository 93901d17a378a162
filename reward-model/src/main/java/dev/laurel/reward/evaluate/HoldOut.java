package dev.laurel.reward.evaluate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

import dev.laurel.reward.text.Message;

/**
 * The rule that keeps a share of all prompts out of training, wherever their pairs come from: SHA-256 of the salt and the prompt, read as a fraction of
 * one, is below the share. What a smaller share holds out, a larger one with the same salt holds out too.
 *
 * @param share of the prompts, in (0, 1)
 * @param salt decides which prompts; a line keeps the one it began with
 */
public record HoldOut(double share, String salt) {

    private static final double TWO_TO_THE_64 = 0x1p64;

    public HoldOut {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share of the hold-out outside (0, 1): " + share);
        }
    }

    /** Whether pairs of this {@link #prompt} are judged on and never trained on. */
    public boolean holdsOut(String prompt) {
        byte[] digest = digest(salt + '\n' + prompt);
        return new BigInteger(1, digest, 0, Long.BYTES).doubleValue() / TWO_TO_THE_64 < share;
    }

    /**
     * What makes conversations those of one prompt, for the hold-out and the bootstrap alike: the first user turn. Case, white space and Unicode's
     * compatibility forms do not count, so that the same question, or another turn of its conversation, never is on both sides.
     *
     * @param otherwise the prompt of a conversation without a user turn
     */
    public static String prompt(List<Message> conversation, String otherwise) {
        return conversation.stream()
                .filter(turn -> turn.role().equals("user"))
                .map(turn -> canonical(turn.content()))
                .findFirst()
                .orElse(otherwise);
    }

    private static String canonical(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("[\\s\\p{Z}]+", " ");
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
