package dev.laurel.reward.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over weights: name, type, shape and numbers of each tensor, in the order of names, however they are spread over files. */
final class Digest {

    private static final long SLICE = 1 << 26;

    private Digest() {}

    /** The digest in hexadecimal. */
    static String of(Collection<StoredTensor> tensors) {
        MessageDigest sha256 = sha256();
        List<StoredTensor> ordered = tensors.stream()
                .sorted(Comparator.comparing(StoredTensor::name))
                .toList();
        for (StoredTensor tensor : ordered) {
            String head = tensor.name() + '\0' + tensor.type() + tensor.shape() + '\0';
            sha256.update(head.getBytes(StandardCharsets.UTF_8));
            for (long at = 0; at < tensor.length(); at += SLICE) {
                ByteBuffer slice = tensor.map(at, Math.min(SLICE, tensor.length() - at));
                sha256.update(slice);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
