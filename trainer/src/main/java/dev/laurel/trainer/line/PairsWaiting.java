package dev.laurel.trainer.line;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Line;
import dev.laurel.trainer.publish.LineVersions;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.window.SizeLimit;
import dev.laurel.trainer.window.Window;
import dev.laurel.trainer.window.WindowPairs;
import dev.laurel.trainer.window.WindowReader;

/**
 * How many pairs of a line wait for its next window. Each count reads only what was written since the one before, and nothing where the offsets have not moved. For
 * one thread, while windows run in another.
 */
public final class PairsWaiting {

    private final Line line;
    private final SizeLimit piece;
    private final LineVersions versions;
    private final WindowReader reader;
    private final Set<String> waiting = new HashSet<>();
    private Optional<Window> counted = Optional.empty();
    private Optional<Integer> champion = Optional.empty();
    private int tried; // how many of them a window has had already, without becoming the champion

    /** @param waiting pairs that the next window would have; {@code fresh} of them no window has had yet */
    public record Count(int waiting, int fresh) {}

    PairsWaiting(Line line, WindowLimits bounds, LineVersions versions, WindowReader reader) {
        this.piece = bounds.piece();
        this.line = line;
        this.versions = versions;
        this.reader = reader;
    }

    public Count count() throws IOException {
        Optional<StoredVersion> now = versions.champion();
        if (!now.map(StoredVersion::number).equals(champion) || counted.isEmpty()) {
            champion = now.map(StoredVersion::number);
            counted = now.map(version -> version.manifest().window());
            waiting.clear();
            tried = 0;
        }
        WindowPairs read;
        do {
            read = reader.read(line, counted, piece);
            counted = Optional.of(read.window());
            read.withdrawn().forEach(waiting::remove);
            read.pairs().forEach(pair -> waiting.add(pair.getPairId()));
        } while (!read.window().end().equals(Optional.of(SizeLimit.End.TOPIC)));
        int before = Math.max(tried, heldBack());
        return new Count(waiting.size(), Math.max(0, waiting.size() - before));
    }

    /** A window begins, with all pairs that wait: if it fails, they alone are no reason for another one. */
    public void windowBegins() {
        tried = waiting.size();
    }

    /** Pairs of the latest version that was trained from the champion. */
    private int heldBack() throws IOException {
        int pairs = 0;
        for (StoredVersion version : versions.store().versions()) {
            if (version.manifest().parentVersion().equals(champion)) {
                Manifest.Data data = version.manifest().data();
                int unusable = data.unusable().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                pairs = data.trained() + data.heldOut() + unusable;
            }
        }
        return pairs;
    }
}
