package dev.laurel.trainer.window;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Something about a window's reading that people should know, though it does not stop the window.
 *
 * @param detail where and how much, for people to read
 */
public record Notice(Kind kind, String detail) {

    /** What was noticed. */
    public enum Kind {
        /** The topic is not the one that the champion's window was read from; it is read from its beginning. */
        TOPIC_RECREATED,
        /** Offsets that should have been read are no longer held. */
        OFFSETS_EXPIRED,
        /** A transaction that is not ended holds back what was written after it began. */
        OPEN_TRANSACTION,
        /** Records are no pairs that this trainer can read; they are passed over. */
        UNREADABLE_RECORDS,
        /** The request asks for fewer pairs than otherwise make a window. */
        FEWER_PAIRS,
        /** Pairs cannot be trained on; they cost themselves and nothing else. */
        PAIRS_SET_ASIDE;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return kind.label() + ": " + detail;
    }
}
