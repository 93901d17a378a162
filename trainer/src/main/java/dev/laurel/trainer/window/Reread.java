package dev.laurel.trainer.window;

import java.util.List;

import dev.laurel.schema.PreferencePair;

/** What the topic says of a window that was read from it before. */
public sealed interface Reread {

    /** It holds all of it still: the pairs that stand at the window's end, by partition and offset. */
    record Held(List<PlacedPair> pairs) implements Reread {
        public Held {
            pairs = List.copyOf(pairs);
        }
    }

    /** It no longer holds these offsets of it. */
    record Expired(List<OffsetSpan> spans) implements Reread {
        public Expired {
            spans = List.copyOf(spans);
        }
    }

    /** The topic is another one than that the window was read from. */
    record Recreated(String topicId) implements Reread {}

    /**
     * The window claims offsets that the topic has never had.
     *
     * @param end where the partition ends; 0 if there is no such partition
     */
    record Beyond(OffsetSpan span, long end) implements Reread {}

    /** A pair, and the place of the record that published it. */
    record PlacedPair(int partition, long offset, PreferencePair pair) {}
}
