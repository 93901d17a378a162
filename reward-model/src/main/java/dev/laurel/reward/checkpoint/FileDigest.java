package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 of files, in hexadecimal. */
public final class FileDigest {

    private FileDigest() {}

    public static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    /** The digests of those of the named files that a directory has. */
    public static Map<String, String> of(Path directory, Iterable<String> names) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (String name : names) {
            if (Files.exists(directory.resolve(name))) {
                digests.put(name, of(directory.resolve(name)));
            }
        }
        return digests;
    }
}
