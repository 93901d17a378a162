package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.window.WindowArchive;

/** A version in the store: a Hugging Face directory with its manifest and the archive of its window. */
public record StoredVersion(Path directory, Manifest manifest) {

    public int number() {
        return manifest.version();
    }

    /** As the version that another one was trained from. */
    public Manifest.Parent asParent() {
        return new Manifest.Parent(number(), manifest.weightDigest());
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
        return archive(WindowArchive.HELD_OUT);
    }

    /** Reads the new pairs that it was trained on, one by one; throws {@link TamperedException} if the file is not the one written. */
    public void training(Consumer<PreferencePair> pairs) throws IOException {
        WindowArchive.read(verified(WindowArchive.TRAINING), pairs);
    }

    /** The pairs of an archive, without those erased since; throws {@link TamperedException} if the file was changed otherwise. */
    public List<PreferencePair> archive(String name) throws IOException {
        return WindowArchive.read(verified(name));
    }

    private Path verified(String name) throws IOException {
        Path file = directory.resolve(name);
        verify(file, archiveDigest(name), FileDigest.of(file));
        return file;
    }

    /** What erasures have removed from the archives, in their order. */
    public List<ErasureRecord> erasures() throws IOException {
        return ErasureRecord.read(directory);
    }

    /** The digest that an archive must have: that of the manifest, or what the erasures since have made of it. */
    public String archiveDigest(String name) throws IOException {
        String digest = Optional.ofNullable(manifest.data().archives().get(name))
                .orElseGet(() -> manifest.scale().digests().get(name));
        for (ErasureRecord erasure : erasures()) {
            ErasureRecord.Archive archive = erasure.archives().get(name);
            if (archive != null) {
                verify(directory.resolve(name), digest, archive.before());
                digest = archive.after();
            }
        }
        return digest;
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
