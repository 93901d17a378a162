package dev.laurel.schema;

import java.util.List;
import java.util.Map;

import dev.laurel.schema.accept.Shown;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka Streams does with a record it cannot read: it goes to the dead-letter topic of its topic and the stream goes on; unless the registry was
 * silent, in which case nothing is known against the record and the thread fails, to be tried again.
 */
public final class UnreadableRecords implements DeserializationExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception error) {
        if (error instanceof RegistryUnavailableException) {
            return Response.fail();
        }
        String kind = error.getClass().getSimpleName();
        String reason =
                error instanceof SerializationException ? error.getMessage() : kind; // others may quote the record
        LOG.warn(
                "record set aside topic={} partition={} offset={} reason={}",
                record.topic(),
                record.partition(),
                record.offset(),
                Shown.of(reason));
        return Response.resume(List.of(DeadLetter.of(record, kind, reason)));
    }

    @Override
    public void configure(Map<String, ?> settings) {}
}
