package dev.laurel.ingest.ledger;

import java.time.Instant;
import java.util.Arrays;

import dev.laurel.schema.FeedbackEvent;

/**
 * What tells an event from all others of its prompt.
 *
 * @param system the system that recorded it
 * @param id unique in that system
 */
public record EventKey(String system, String id) {

    public static EventKey of(FeedbackEvent event) {
        return new EventKey(event.getSource().getSystem(), event.getEventId());
    }

    EntryKey in(EntryKey prefix) {
        return prefix.names(id, system);
    }

    static EventKey read(EntryKey.KeyReader reader) {
        String id = reader.name();
        return new EventKey(reader.name(), id);
    }

    /** When an event happened: which of two counts. Of those of one time the one with the greater id, then the greater system. */
    public record Moment(Instant time, EventKey event) implements Comparable<Moment> {

        public static Moment of(FeedbackEvent event) {
            return new Moment(event.getEventTime(), EventKey.of(event));
        }

        EntryKey in(EntryKey prefix) {
            return event.in(prefix.time(time));
        }

        static Moment read(EntryKey.KeyReader reader) {
            Instant time = reader.time();
            return new Moment(time, EventKey.read(reader));
        }

        /** To be ordered as the moments are. */
        byte[] bytes() {
            return in(EntryKey.NONE).bytes();
        }

        static Moment read(byte[] bytes) {
            return read(new EntryKey(bytes).after(EntryKey.NONE));
        }

        @Override
        public int compareTo(Moment other) {
            return Arrays.compareUnsigned(bytes(), other.bytes());
        }
    }
}
