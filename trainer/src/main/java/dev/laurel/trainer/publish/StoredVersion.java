package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.file.Durable;
import dev.laurel.trainer.window.WindowArchive;

/** A version in the store: a Hugging Face directory with its manifest and the archive of its window. */
public record StoredVersion(Path directory, Manifest manifest) {

    private static final String APPOINTED = "appointed";
    private static final String REMOVED = "weights-removed";

    public int number() {
        return manifest.version();
    }

    /** As the version that another one was trained from. */
    public Manifest.Parent asParent() {
        return new Manifest.Parent(number(), manifest.weightDigest());
    }

    /** Whether its weights are kept; see {@link Retention}. */
    public boolean hasWeights() {
        return Files.notExists(directory.resolve(REMOVED));
    }

    boolean hasWeightFiles() {
        return modelFiles().keySet().stream()
                .filter(StoredVersion::isWeights)
                .anyMatch(name -> Files.exists(directory.resolve(name)));
    }

    /** Whether the gate or a person made it champion at some time. */
    boolean wasPromoted() {
        return manifest.decision().promoted() || Files.exists(directory.resolve(APPOINTED));
    }

    /** Remembers that a person made it champion. */
    String markAppointed() throws IOException {
        Durable.write(directory.resolve(APPOINTED), new byte[0]);
        return APPOINTED;
    }

    /** Decides that its weights go; they are deleted after that. */
    String markRemoved() throws IOException {
        Durable.write(directory.resolve(REMOVED), new byte[0]);
        return REMOVED;
    }

    static boolean isWeights(String name) {
        return name.endsWith(".safetensors");
    }

    /** The files that make the model, with their digests. */
    Map<String, String> modelFiles() {
        Map<String, String> files = Checksums.read(directory);
        files.keySet().removeIf(name -> !HuggingFaceDirectory.isModelFile(name));
        return files;
    }

    /** Refuses a version that is not the one that was announced, whose digests nobody who reaches the disk can change. */
    void verifyAnnounced(Checkpoint announced) {
        verify(directory.resolve(Manifest.FILE), announced.getWeightDigest(), manifest.weightDigest());
        if (!announced.getFiles().isEmpty() && !announced.getFiles().equals(modelFiles())) {
            throw new TamperedException(
                    directory.resolve(Checksums.FILE) + " was changed: it is not what was announced of the version");
        }
    }

    /**
     * Refuses a model of which a file is not the one that was stored: configuration, tokenizer, profile. Weights have a digest of their own, which is checked when
     * they are loaded.
     *
     * @throws TamperedException naming the file
     */
    public void verifyText() throws IOException {
        Map<String, String> files = modelFiles();
        files.keySet().removeIf(StoredVersion::isWeights);
        verify(directory, List.copyOf(files.keySet()), files);
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
            if (Files.notExists(directory.resolve(file))) {
                throw new TamperedException(directory.resolve(file) + " is missing");
            }
            verify(directory.resolve(file), expected.get(file), FileDigest.of(directory.resolve(file)));
        }
    }

    private static void verify(Path what, String expected, String found) {
        if (!found.equals(expected)) {
            throw new TamperedException(what + " was changed: digest " + found + " where the manifest has " + expected);
        }
    }
}
