package dev.laurel.ingest.rest;

import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.laurel.ingest.IngestConfig;
import dev.laurel.ingest.InputTopic;
import dev.laurel.ingest.StreamWatch;
import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.schema.accept.Moments;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import org.apache.avro.specific.SpecificRecord;

/** From a request's body to acknowledged records: all items are read and checked before the first is published. */
@Singleton
class Receiver {

    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;

    private final IngestConfig config;
    private final Publisher publisher;
    private final StreamWatch watch;
    private final Clock clock;

    Receiver(IngestConfig config, Publisher publisher, StreamWatch watch, Clock clock) {
        this.config = config;
        this.publisher = publisher;
        this.watch = watch;
        this.clock = clock;
    }

    /** @param topicOf where a record belongs */
    <V extends SpecificRecord> Accepted receive(Class<V> type, Function<V, InputTopic<V>> topicOf, InputStream body) {
        watch.refusal().ifPresent(why -> {
            throw Refusals.of(UNAVAILABLE, "Stream stands still", "nothing would be processed now: " + why);
        });
        List<V> records = new ArrayList<>();
        JsonItems.read(body, config.maxBodySize().asLongValue(), item -> {
            int index = records.size();
            V record = read(type, item, index);
            records.add(checked(topicOf.apply(record), record, index));
        });
        return new Accepted(publisher.publish(topicOf, records));
    }

    private <V extends SpecificRecord> V read(Class<V> type, JsonNode item, int index) {
        if (item instanceof ObjectNode object) {
            Shorthands.expand(object, clock.instant());
        }
        try {
            return JsonRecords.read(item, type);
        } catch (JsonRecords.OutOfRangeException e) {
            throw problem(UNPROCESSABLE, RejectionReason.OUT_OF_SCALE.title(), index, e.path(), e.getMessage());
        } catch (JsonRecords.UnreadableException e) {
            throw problem(400, "Invalid item", index, e.path(), e.getMessage());
        }
    }

    private <V extends SpecificRecord> V checked(InputTopic<V> intake, V record, int index) {
        Moments.problem(intake.time().apply(record), clock.instant()).ifPresent(late -> {
            throw problem(UNPROCESSABLE, RejectionReason.BAD_TIME.title(), index, "event_time", late);
        });
        Checked<V> checked = intake.check().apply(record);
        if (checked instanceof Checked.Valid<V> valid) {
            return valid.value();
        }
        Rejection rejection = ((Checked.Rejected<V>) checked).rejection();
        throw problem(UNPROCESSABLE, rejection.reason().title(), index, rejection.field(), rejection.detail());
    }

    private static ProblemException problem(int status, String title, int index, String field, String detail) {
        String place = field.isEmpty() ? "item " + index : "item " + index + ", " + field;
        return Refusals.ofItem(status, title, index, field, place + ": " + detail);
    }
}
