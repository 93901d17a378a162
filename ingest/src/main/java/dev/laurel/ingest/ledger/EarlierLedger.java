package dev.laurel.ingest.ledger;

import java.util.Collection;
import java.util.List;

import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.Message;

import org.apache.avro.generic.GenericRecord;

/**
 * A ledger as earlier versions of Laurel kept it: one value with all that was known of a prompt.
 *
 * @param prompt the conversation; empty where nothing was known
 * @param answers the answers whose text was known
 * @param feedback the feedback that counted, in order of arrival; without the texts
 * @param past ids of the events that no longer counted, and of retractions; their systems were not kept
 */
public record EarlierLedger(
        List<Message> prompt, List<Completion> answers, List<FeedbackEvent> feedback, List<String> past) {

    private static final RecordCodec<GenericRecord> CODEC = new RecordCodec<>("earlier");

    /** @throws IllegalStateException if the bytes are no such ledger */
    public static EarlierLedger read(byte[] bytes) {
        GenericRecord record = CODEC.decode(bytes);
        return new EarlierLedger(
                list(record, "prompt", Message.class),
                list(record, "answers", Completion.class),
                list(record, "feedback", FeedbackEvent.class),
                list(record, "past", String.class));
    }

    private static <E> List<E> list(GenericRecord record, String field, Class<E> type) {
        return ((Collection<?>) record.get(field)).stream().map(type::cast).toList();
    }
}
