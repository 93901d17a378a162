package dev.laurel.trainer.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.OffsetRange;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.publish.LineVersions;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.publish.TamperedException;
import dev.laurel.trainer.reproduce.Difference.Kind;
import dev.laurel.trainer.train.StepRecord;
import dev.laurel.trainer.window.OffsetSpan;
import dev.laurel.trainer.window.Reread;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.WindowArchive;
import dev.laurel.trainer.window.WindowReader;

/**
 * What was kept of a version, held against each other: manifest, archives, the record of steps, the pairs topic and the announcement.
 *
 * @param differences what contradicts the manifest
 * @param notes what cannot be looked at any more, and does not have to be
 */
record Examination(List<Difference> differences, List<String> notes) {

    static Examination of(StoredVersion version, LineVersions versions, WindowReader reader) throws IOException {
        Examination examination = new Examination(new ArrayList<>(), new ArrayList<>());
        examination.archives(version);
        examination.topic(
                version,
                reader.again(selection(version.manifest()), version.manifest().window()));
        examination.record(version);
        examination.announcement(version.manifest(), versions.announced().checkpoint(version.number()));
        return examination;
    }

    private static dev.laurel.schema.Line selection(Manifest manifest) {
        return manifest.selection().line(manifest.line());
    }

    private void archives(StoredVersion version) throws IOException {
        for (String name : version.manifest().data().archives().keySet()) {
            Path file = version.directory().resolve(name);
            if (Files.notExists(file)) {
                add(Kind.ARCHIVE, name, "an archive", "no file");
                continue;
            }
            try {
                String expected = version.archiveDigest(name);
                String found = FileDigest.of(file);
                if (!found.equals(expected)) {
                    add(Kind.ARCHIVE, name, expected, found);
                }
            } catch (TamperedException e) {
                add(Kind.ARCHIVE, name, "the digests of its erasures", e.getMessage());
            }
        }
    }

    private void topic(StoredVersion version, Reread reread) throws IOException {
        if (reread instanceof Reread.Expired expired) {
            notes.add("expired: the topic no longer holds " + expired.spans() + "; the archive alone tells the pairs");
        } else if (reread instanceof Reread.Recreated recreated) {
            notes.add("the topic was recreated, its id is " + recreated.topicId()
                    + "; the archive alone tells the pairs");
        } else if (reread instanceof Reread.Beyond beyond) {
            add(
                    Kind.OFFSETS,
                    "partition " + beyond.span().partition(),
                    "offsets up to " + beyond.span().to(),
                    "the end of the partition at " + beyond.end());
        } else if (reread instanceof Reread.Held held) {
            compare(version, held);
        }
    }

    /** The topic's pairs must be the archive's: the same ids, and the same content under each. */
    private void compare(StoredVersion version, Reread.Held held) throws IOException {
        Map<String, PreferencePair> archived = new TreeMap<>();
        for (String name : List.of(WindowArchive.TRAINING, WindowArchive.HELD_OUT)) {
            Path file = version.directory().resolve(name);
            if (Files.exists(file)) {
                try {
                    WindowArchive.read(file).forEach(pair -> archived.put(name + ' ' + pair.getPairId(), pair));
                } catch (IOException e) {
                    return; // its digest says so already
                }
            }
        }
        for (Reread.PlacedPair placed : held.pairs()) {
            boolean heldOut = version.manifest().split().holdsOut(Split.prompt(placed.pair()));
            String archive = heldOut ? WindowArchive.HELD_OUT : WindowArchive.TRAINING;
            PreferencePair kept = archived.remove(archive + ' ' + placed.pair().getPairId());
            if (kept == null || !kept.equals(placed.pair())) {
                add(
                        Kind.PAIR,
                        "partition " + placed.partition() + ", offset " + placed.offset(),
                        "pair " + placed.pair().getPairId() + " in " + archive,
                        kept == null ? "no such pair" : "another " + field(kept, placed.pair()));
                return; // the first says where to look
            }
        }
        archived.keySet().stream()
                .findFirst()
                .ifPresent(pair -> add(Kind.PAIR, pair, "a record in the window's offsets", "none"));
    }

    private static String field(PreferencePair one, PreferencePair other) {
        return PreferencePair.getClassSchema().getFields().stream()
                .filter(field -> !java.util.Objects.equals(one.get(field.pos()), other.get(field.pos())))
                .map(field -> field.name())
                .findFirst()
                .orElse("content");
    }

    private void record(StoredVersion version) throws IOException {
        List<StepRecord> kept = StepRecord.read(version.directory());
        List<dev.laurel.reward.train.StepReport> expected = version.manifest().steps();
        for (int i = 0; i < Math.max(kept.size(), expected.size()); i++) {
            String there = i < kept.size() ? kept.get(i).report().toString() : "no such step";
            String wanted = i < expected.size() ? expected.get(i).toString() : "no such step";
            if (!there.equals(wanted)) {
                add(Kind.RECORD, StepRecord.FILE + ", step " + (i + 1), wanted, there);
                return;
            }
        }
    }

    private void announcement(Manifest manifest, Optional<Checkpoint> announced) {
        if (announced.isEmpty()) {
            notes.add("version " + manifest.version()
                    + " was not announced, so there is no announcement to hold it against");
            return;
        }
        Checkpoint checkpoint = announced.get();
        List<OffsetSpan> window =
                checkpoint.getWindow().stream().map(Examination::span).toList();
        for (int i = 0; i < Math.max(window.size(), manifest.window().spans().size()); i++) {
            String then = i < window.size() ? window.get(i).toString() : "none";
            String now = i < manifest.window().spans().size()
                    ? manifest.window().spans().get(i).toString()
                    : "none";
            expect("window", then, now);
        }
        expect("topic_id", checkpoint.getTopicId().orElse(""), manifest.window().topicId());
        expect("weight_digest", checkpoint.getWeightDigest(), manifest.weightDigest());
        expect(
                "parent",
                checkpoint.getParent().map(String::valueOf).orElse("none"),
                manifest.parentVersion().map(String::valueOf).orElse("none"));
        expect("pairs", checkpoint.getPairs() + "", manifest.data().trained() + "");
    }

    private static OffsetSpan span(OffsetRange range) {
        return new OffsetSpan(range.getPartition(), range.getFrom(), range.getTo());
    }

    private void expect(String field, String announced, String now) {
        if (!announced.equals(now)) {
            add(field.equals("window") ? Kind.OFFSETS : Kind.ANNOUNCEMENT, field + " as announced", announced, now);
        }
    }

    private void add(Kind kind, String where, String expected, String found) {
        differences.add(new Difference(kind, where, expected, found));
    }
}
