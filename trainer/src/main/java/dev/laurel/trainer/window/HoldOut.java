package dev.laurel.trainer.window;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.laurel.schema.Message;
import dev.laurel.schema.PreferencePair;

/**
 * The rule that keeps a share of all prompts out of training, for every window and version alike: SHA-256 of the salt and the first user turn, read
 * as a fraction of one, is below the share. Case, white space and Unicode's compatibility forms of that turn do not count, so that the same question,
 * or another turn of its conversation, never is on both sides.
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

    /** A window's pairs, taken apart. */
    public record Split(List<PreferencePair> training, List<PreferencePair> heldOut) {}

    public boolean holdsOut(PreferencePair pair) {
        byte[] digest = digest(salt + '\n' + firstUserTurn(pair));
        return new BigInteger(1, digest, 0, Long.BYTES).doubleValue() / TWO_TO_THE_64 < share;
    }

    public Split split(List<PreferencePair> pairs) {
        return new Split(
                pairs.stream().filter(pair -> !holdsOut(pair)).toList(),
                pairs.stream().filter(this::holdsOut).toList());
    }

    /** The same for all pairs that begin with the same user turn: what the bootstrap draws. */
    public static String prompt(PreferencePair pair) {
        return HexFormat.of().formatHex(digest(firstUserTurn(pair)), 0, Long.BYTES);
    }

    private static String firstUserTurn(PreferencePair pair) {
        List<Message> turns = Stream.concat(pair.getPrompt().stream(), pair.getChosen().getMessages().stream())
                .toList();
        return turns.stream()
                .filter(turn -> turn.getRole().equals("user"))
                .map(Message::getContent)
                .findFirst()
                .map(HoldOut::canonical)
                .orElse(pair.getTenant() + '/' + pair.getPromptId());
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
