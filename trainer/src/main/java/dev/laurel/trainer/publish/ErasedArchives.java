package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.file.Durable;
import dev.laurel.trainer.window.WindowArchive;

/**
 * The archives of one directory while pairs are taken out of them. The record of an erasure is written before the first archive is replaced, so that an archive
 * without its pairs is never taken for one that somebody changed; interrupted, the same call finishes it.
 */
final class ErasedArchives {

    private static final String ARCHIVE = ".avro";
    private static final String PREPARED = ".erased";

    private final Path directory;

    ErasedArchives(Path directory) {
        this.directory = directory;
    }

    /**
     * The record of what was removed, by this call or by one before it that was interrupted; empty if no archive has such a pair.
     *
     * @param order the record without its archives
     */
    Optional<ErasureRecord> remove(Predicate<PreferencePair> pairs, ErasureRecord order) throws IOException {
        Map<String, ErasureRecord.Archive> changes = new TreeMap<>();
        for (Path archive : archives()) {
            prepare(archive, pairs)
                    .ifPresent(change -> changes.put(archive.getFileName().toString(), change));
        }
        List<ErasureRecord> records = new ArrayList<>(ErasureRecord.read(directory));
        Optional<ErasureRecord> recorded = records.stream()
                .filter(record -> record.erasure().equals(order.erasure()))
                .findFirst();
        if (recorded.isEmpty() && !changes.isEmpty()) {
            recorded = Optional.of(order.with(changes));
            records.add(recorded.get());
            ErasureRecord.write(directory, records);
        }
        for (String archive : changes.keySet()) {
            Durable.rename(directory.resolve(archive + PREPARED), directory.resolve(archive));
        }
        return recorded;
    }

    /** Whether any archive has such a pair. */
    boolean hold(Predicate<PreferencePair> pairs) throws IOException {
        for (Path archive : archives()) {
            if (WindowArchive.read(archive).stream().anyMatch(pairs)) {
                return true;
            }
        }
        return false;
    }

    private Optional<ErasureRecord.Archive> prepare(Path archive, Predicate<PreferencePair> pairs) throws IOException {
        List<PreferencePair> all = WindowArchive.read(archive);
        List<PreferencePair> kept = all.stream().filter(pairs.negate()).toList();
        if (kept.size() == all.size()) {
            return Optional.empty();
        }
        Path prepared = archive.resolveSibling(archive.getFileName() + PREPARED);
        WindowArchive.write(prepared, kept);
        return Optional.of(new ErasureRecord.Archive(
                FileDigest.of(archive),
                FileDigest.of(prepared),
                all.stream().filter(pairs).map(PreferencePair::getPairId).toList()));
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ARCHIVE))
                    .sorted()
                    .toList();
        }
    }
}
