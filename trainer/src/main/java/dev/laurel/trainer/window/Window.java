package dev.laurel.trainer.window;

import java.util.List;
import java.util.Optional;

/**
 * The part of the pairs topic that a version was trained on.
 *
 * @param topicId id of the topic; a topic that was deleted and created again has another one
 * @param spans one per partition, by partition
 * @param expired offsets that the window should have begun with, and that the topic no longer holds
 * @param reading revision of the rule by which records were taken as pairs; 0 in windows of earlier trainers, which took them all
 * @param bounds how much it might take; empty in windows of earlier trainers, which were bounded in pairs alone
 * @param end why it ends where it does; empty in those too
 */
public record Window(
        String topicId,
        List<OffsetSpan> spans,
        List<OffsetSpan> expired,
        int reading,
        Optional<SizeLimit> bounds,
        Optional<SizeLimit.End> end) {

    public Window {
        spans = List.copyOf(spans);
        expired = List.copyOf(expired);
        bounds = bounds == null ? Optional.empty() : bounds;
        end = end == null ? Optional.empty() : end;
        if (topicId.isBlank()) {
            throw new IllegalArgumentException("a window without the id of its topic");
        }
    }

    /** Where the window that follows this one begins; empty for a partition that came later. */
    public Optional<Long> end(int partition) {
        return spans.stream()
                .filter(span -> span.partition() == partition)
                .map(OffsetSpan::to)
                .findFirst();
    }
}
