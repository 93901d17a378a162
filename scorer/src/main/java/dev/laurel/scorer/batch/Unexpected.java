package dev.laurel.scorer.batch;

import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A failure that nobody thought of, on one record. It costs that record and no other; where broker, registry, store or process fail, nothing is known
 * against the record and the thread ends.
 */
public final class Unexpected {

    private Unexpected() {}

    /** Whether the record is to blame. */
    public static boolean isOfTheRecord(Throwable failure) {
        return failure instanceof SerializationException
                || failure instanceof StackOverflowError
                || !(failure instanceof KafkaException) && !(failure instanceof Error);
    }

    /** Its class, and nothing of what it says: that may quote the record. */
    public static Failure failure(Throwable failure) {
        return new Failure(Reason.UNEXPECTED, failure.getClass().getName());
    }
}
