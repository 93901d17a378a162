package dev.laurel.scorer.live;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;

/**
 * What {@code reward.models.v1} has said so far: the versions of each line, and which of them is its champion. Version and appointment may come in
 * either order. For one thread.
 */
final class Announcements {

    private final Map<String, Announced> versions = new HashMap<>();
    private final Map<String, Integer> champions = new TreeMap<>();
    private final Map<String, String> misunderstood = new HashMap<>(); // reasons, by key of the version

    /** Takes in one record; throws IllegalArgumentException naming what cannot be. */
    void add(ModelVersion record) {
        if (record.getRecord() instanceof Checkpoint checkpoint) {
            misunderstood.remove(key(record.getLine(), record.getVersion()));
            versions.put(
                    key(record.getLine(), record.getVersion()),
                    new Announced(
                            record.getLine(),
                            record.getVersion(),
                            checkpoint.getUri(),
                            checkpoint.getWeightDigest(),
                            new RewardScale(checkpoint.getReferenceMean(), checkpoint.getReferenceStd()),
                            AnnouncedTemperature.of(checkpoint.getMetrics()),
                            checkpoint.getFiles()));
        } else if (record.getRecord() instanceof Champion) {
            champions.put(record.getLine(), record.getVersion());
        }
    }

    /** Forgets what was under a key: {@code line@version}, or {@code line} for the appointment. */
    void forget(String key) {
        versions.remove(key);
        champions.remove(key);
        misunderstood.remove(key);
    }

    /** What is under a key cannot be understood. */
    void misunderstand(String key, String reason) {
        misunderstood.put(key, reason);
    }

    /** Why the line has no champion to load, for people to read; empty if it has one. */
    Optional<String> lacking(String line) {
        Integer champion = champions.get(line);
        if (champion != null) {
            String key = key(line, champion);
            return versions.containsKey(key)
                    ? Optional.empty()
                    : Optional.of("version " + champion + " is champion, and "
                            + (misunderstood.containsKey(key)
                                    ? "its announcement is not understood: " + misunderstood.get(key)
                                    : "is not announced"));
        }
        return Optional.of(versions.values().stream()
                .filter(version -> version.line().equals(line))
                .max(Comparator.comparingInt(Announced::version))
                .map(version -> "version " + version.version() + " is announced, and none was made champion")
                .orElse("no version was announced yet; \"laurel train --line " + line + "\" trains one"));
    }

    /** The lines' champions, by name of the line, of those whose version is announced too. */
    Collection<Announced> champions() {
        return champions.entrySet().stream()
                .map(champion -> Optional.ofNullable(versions.get(key(champion.getKey(), champion.getValue()))))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The version of the line that is to be tried out: announced, and not the champion itself. Empty without a champion. */
    Optional<Announced> challenger(String line, Challenger terms) {
        Integer champion = champions.get(line);
        if (champion == null) {
            return Optional.empty();
        }
        if (terms.version().isPresent()) {
            return Optional.ofNullable(versions.get(key(line, terms.version().getAsInt())))
                    .filter(version -> version.version() != champion);
        }
        return versions.values().stream()
                .filter(version -> version.line().equals(line) && version.version() > champion)
                .max(Comparator.comparingInt(Announced::version));
    }

    private static String key(String line, int version) {
        return line + "@" + version;
    }
}
