package dev.laurel.trainer.window;

/** Offsets [from, to) of one partition; offsets in it may be missing, because transaction markers and compaction leave gaps. */
public record OffsetSpan(int partition, long from, long to) {

    public OffsetSpan {
        if (partition < 0 || from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "offsets [" + from + ", " + to + ") of partition " + partition + " are not a range");
        }
    }
}
