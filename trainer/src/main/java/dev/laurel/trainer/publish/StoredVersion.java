package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.window.WindowArchive;

/** A version in the store: a Hugging Face directory with its manifest and the archive of its window. */
public record StoredVersion(Path directory, Manifest manifest) {

    public int number() {
        return manifest.version();
    }

    /**
     * Refuses weights that are not those that were trained.
     *
     * @throws TamperedException if the digest differs
     */
    public void verifyWeights(String digest) {
        verify(directory.resolve("weights"), manifest.weightDigest(), digest);
    }

    /** The pairs of this version's window that were held out; throws {@link TamperedException} if the file is not the one written. */
    public List<PreferencePair> heldOut() throws IOException {
        Path file = directory.resolve(WindowArchive.HELD_OUT);
        verify(file, manifest.data().archives().get(WindowArchive.HELD_OUT), FileDigest.of(file));
        return WindowArchive.read(file);
    }

    /** Refuses files that are not those written; throws {@link TamperedException} naming the first. */
    static void verify(Path directory, List<String> files, Map<String, String> expected) throws IOException {
        for (String file : files) {
            verify(directory.resolve(file), expected.get(file), FileDigest.of(directory.resolve(file)));
        }
    }

    private static void verify(Path what, String expected, String found) {
        if (!found.equals(expected)) {
            throw new TamperedException(what + " was changed: digest " + found + " where the manifest has " + expected);
        }
    }
}
