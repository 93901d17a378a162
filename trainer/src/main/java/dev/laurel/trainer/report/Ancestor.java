package dev.laurel.trainer.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.trainer.promotion.Decision;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.window.OffsetSpan;

/**
 * A version that another descends from. Whatever is an ancestor has been champion: by the gate's decision, or because somebody appointed it.
 *
 * @param trained pairs of its window trained on
 * @param accuracy on the hold-out of its time
 */
public record Ancestor(
        int version,
        Instant createdAt,
        Optional<Integer> parent,
        int trained,
        List<OffsetSpan> spans,
        Interval accuracy,
        boolean promoted,
        String reason,
        String weightDigest) {

    /** The parent of a version, its parent, and so on, as far as they are stored. */
    static List<Ancestor> of(Manifest manifest, List<Manifest> stored) {
        Map<Integer, Manifest> byNumber =
                stored.stream().collect(Collectors.toMap(Manifest::version, Function.identity()));
        List<Ancestor> ancestors = new ArrayList<>();
        Optional<Integer> next = manifest.parentVersion();
        while (next.isPresent() && byNumber.containsKey(next.get())) {
            Manifest ancestor = byNumber.remove(next.get()); // each once, whatever the manifests say
            ancestors.add(of(ancestor));
            next = ancestor.parentVersion();
        }
        return ancestors;
    }

    private static Ancestor of(Manifest manifest) {
        Decision decision = manifest.decision();
        return new Ancestor(
                manifest.version(),
                manifest.createdAt(),
                manifest.parentVersion(),
                manifest.data().trained(),
                manifest.window().spans(),
                manifest.judgement().challenger().accuracy(),
                decision.promoted(),
                decision.reason(),
                manifest.weightDigest());
    }

    /** Offsets in its window, gaps included. */
    public long offsets() {
        return spans.stream().mapToLong(span -> span.to() - span.from()).sum();
    }
}
