package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.laurel.objects.Download;
import dev.laurel.objects.ObjectStore;
import dev.laurel.objects.S3Location;
import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.trainer.file.Durable;

/**
 * The versions of one line in an object store. Version 3 is there once {@code 000003.json} is, which is its manifest, written last and never over another one; its
 * files lie in {@code 000003-…}, named after the manifest's digest, so that two trainers with the same number never mix theirs.
 */
public final class RemoteVersions {

    /** In a version's directory on this machine: where it is in the object store. */
    static final String MARKER = "object-store.uri";

    private static final Pattern MANIFEST = Pattern.compile("(\\d{6})\\.json");
    private static final int SUFFIX = 16;

    private final ObjectStore objects;
    private final S3Location line;

    /** @param root the place of all lines */
    public RemoteVersions(ObjectStore objects, S3Location root, String line) {
        this.objects = objects;
        this.line = root.resolve(line);
    }

    S3Location place() {
        return line;
    }

    SortedSet<Integer> numbers() throws IOException {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (String key : objects.list(line)) {
            Matcher manifest = MANIFEST.matcher(key);
            if (manifest.matches()) {
                numbers.add(Integer.parseInt(manifest.group(1)));
            }
        }
        return numbers;
    }

    /** Whether a version of this machine is there, as far as this machine knows. */
    boolean holds(StoredVersion version) throws IOException {
        Path marker = version.directory().resolve(MARKER);
        return Files.exists(marker)
                && Files.readString(marker).equals(directory(version).toString());
    }

    /**
     * Puts a version there.
     *
     * @return false if another trainer's version of this number is there
     */
    boolean commit(StoredVersion version) throws IOException {
        S3Location to = directory(version);
        for (Path file : files(version.directory())) {
            objects.put(to.resolve(file.getFileName().toString()), file);
        }
        Path manifest = version.directory().resolve(Manifest.FILE);
        if (!objects.putIfAbsent(manifest(version.number()), Files.readAllBytes(manifest))) {
            return false;
        }
        mark(version.directory(), to);
        return true;
    }

    /** Puts files of a version there again that have changed on this machine. */
    void refresh(StoredVersion version, List<String> names) throws IOException {
        for (String name : names) {
            objects.put(directory(version).resolve(name), version.directory().resolve(name));
        }
    }

    /** Fetches the files of a model that somebody has put somewhere in the store. */
    void fetchModel(S3Location from, Path into) throws IOException {
        for (String name : objects.list(from)) {
            if (HuggingFaceDirectory.isModelFile(name)) {
                objects.fetch(from.resolve(name), into.resolve(name));
            }
        }
    }

    void delete(StoredVersion version, List<String> names) throws IOException {
        for (String name : names) {
            objects.delete(directory(version).resolve(name));
        }
    }

    /** Fetches a version into an empty directory, all but its weights. */
    void fetch(int number, Path into) throws IOException {
        byte[] manifest = objects.read(manifest(number))
                .orElseThrow(() -> new IOException(manifest(number) + " is no longer there"));
        Files.write(into.resolve(Manifest.FILE), manifest);
        S3Location from = directory(number, into);
        objects.fetch(from.resolve(Checksums.FILE), into.resolve(Checksums.FILE));
        Map<String, String> known = Checksums.read(into);
        Map<String, String> small = new HashMap<>(known);
        small.keySet().removeIf(StoredVersion::isWeights);
        new Download(objects).fetch(from, small, into);
        for (String name : objects.list(from)) {
            if (Files.notExists(into.resolve(name)) && !known.containsKey(name)) {
                objects.fetch(from.resolve(name), into.resolve(name));
            }
        }
        mark(into, from);
    }

    /** Fetches those files of a version that this machine does not have, and checks them. */
    void fetch(StoredVersion version, Map<String, String> digests) throws IOException {
        new Download(objects).fetch(directory(version), digests, version.directory());
    }

    S3Location directory(StoredVersion version) throws IOException {
        return directory(version.number(), version.directory());
    }

    private S3Location directory(int number, Path local) throws IOException {
        String digest = FileDigest.of(local.resolve(Manifest.FILE));
        return line.resolve("%06d-%s".formatted(number, digest.substring(0, SUFFIX)));
    }

    private S3Location manifest(int number) {
        return line.resolve("%06d.json".formatted(number));
    }

    private static void mark(Path directory, S3Location place) throws IOException {
        Durable.write(directory.resolve(MARKER), place.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith(MARKER)).sorted().toList();
        }
    }
}
