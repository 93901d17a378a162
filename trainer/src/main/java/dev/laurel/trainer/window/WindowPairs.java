package dev.laurel.trainer.window;

import java.util.List;

import dev.laurel.schema.PreferencePair;

/**
 * A window that has been read.
 *
 * @param pairs those that stand at its end and that the line serves, by partition and offset
 * @param withdrawn ids of pairs that the window takes back, published inside it or before it
 * @param ofOtherLines records that the line does not serve
 * @param erased records left out because of their subject
 * @param unreadable the first records that are no pairs; a notice says how many there are
 * @param setAside pairs that cannot be trained on
 * @param notices what people should know about the reading
 */
public record WindowPairs(
        Window window,
        List<PreferencePair> pairs,
        List<String> withdrawn,
        int ofOtherLines,
        int erased,
        List<Unreadable> unreadable,
        UntrainablePairs setAside,
        List<Notice> notices) {

    /** A record that could not be read as a pair, and why. */
    public record Unreadable(int partition, long offset, String reason) {}

    public WindowPairs {
        pairs = List.copyOf(pairs);
        withdrawn = List.copyOf(withdrawn);
        unreadable = List.copyOf(unreadable);
        notices = List.copyOf(notices);
    }
}
