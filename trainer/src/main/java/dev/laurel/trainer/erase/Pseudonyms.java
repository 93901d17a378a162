package dev.laurel.trainer.erase;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.laurel.trainer.file.Durable;

/**
 * What stands for an erased person in Laurel's own files: HMAC-SHA-256 of tenant and subject under a key that is drawn once for a store. Later records of that
 * person can be recognised with it, and whoever has not the key learns nothing from it. Erasures keep the revision by which theirs was made.
 */
final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    /** The tenant with its length in front, so that no two persons have the same text; 0, of earlier trainers, has a slash between both. */
    static final int REVISION = 1;

    private final SecretKeySpec key;

    private Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** With the key in that file, which is drawn if it is not there. */
    static Pseudonyms of(Path file) throws IOException {
        if (Files.notExists(file)) {
            byte[] drawn = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(drawn);
            Durable.write(file, HexFormat.of().formatHex(drawn).getBytes(StandardCharsets.US_ASCII));
        }
        try {
            return new Pseudonyms(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no key in hexadecimal: " + e.getMessage(), e);
        }
    }

    /** In hexadecimal, by that revision. */
    String of(int revision, String tenant, String subject) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text(revision, tenant, subject)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] text(int revision, String tenant, String subject) {
        byte[] last = subject.getBytes(StandardCharsets.UTF_8);
        byte[] first = (revision == 0 ? tenant + '/' : tenant).getBytes(StandardCharsets.UTF_8);
        ByteBuffer text = ByteBuffer.allocate(Integer.BYTES + first.length + last.length);
        if (revision > 0) {
            text.putInt(first.length);
        }
        text.put(first).put(last);
        return Arrays.copyOf(text.array(), text.position());
    }
}
