package dev.laurel.objects;

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

/** Files out of an object store, each held against its digest before anybody sees it. */
public record Download(ObjectStore store) {

    /**
     * Fetches files into a directory that exists. Those that are there and have the right digest stay.
     *
     * @param digests SHA-256 of each file in hexadecimal, by name
     * @throws IOException naming a file that cannot be fetched, or that is not the one that was stored
     */
    public void fetch(S3Location from, Map<String, String> digests, Path into) throws IOException {
        for (Map.Entry<String, String> file : digests.entrySet()) {
            Path target = inside(into, file.getKey());
            if (Files.exists(target) && digest(target).equals(file.getValue())) {
                continue;
            }
            Path fresh = target.resolveSibling(target.getFileName() + ".part");
            try {
                store.fetch(from.resolve(file.getKey()), fresh);
                String found = digest(fresh);
                if (!found.equals(file.getValue())) {
                    throw new IOException(from.resolve(file.getKey()) + " was changed: digest " + found + " where "
                            + file.getValue() + " was stored");
                }
                Files.move(fresh, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
    }

    private static Path inside(Path directory, String name) throws IOException {
        Path file = directory.resolve(name).normalize();
        if (name.isBlank() || !directory.normalize().equals(file.getParent())) {
            throw new IOException("no name of a file in a checkpoint: \"" + name + "\"");
        }
        return file;
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
