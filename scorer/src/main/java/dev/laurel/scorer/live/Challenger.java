package dev.laurel.scorer.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalInt;

/**
 * Which version of a line is tried out beside the champion, and on which share of its responses.
 *
 * @param version empty for the newest that was announced after the champion
 * @param share in [0, 1]
 */
public record Challenger(OptionalInt version, double share) {

    private static final String LATEST = "latest";

    public Challenger {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share of a challenger is not in 0..1: " + share);
        }
    }

    /** @param version a number, or {@code latest} */
    public static Challenger parse(String version, double share) {
        try {
            return new Challenger(
                    version.equals(LATEST) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(version)), share);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "version of a challenger is neither a number nor \"latest\": \"" + version + "\"", e);
        }
    }

    /** Whether the response is in the share; the same answer for the same id, always and everywhere. */
    public boolean covers(String responseId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(responseId.getBytes(StandardCharsets.UTF_8));
            double place = (ByteBuffer.wrap(digest).getInt() & 0xFFFF_FFFFL) / (double) (1L << Integer.SIZE);
            return place < share;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
