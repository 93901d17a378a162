package dev.laurel.ingest.rest;

import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.ingest.IngestConfig;
import dev.laurel.ingest.Intake;
import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.check.Rejection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import org.apache.avro.specific.SpecificRecord;

/** From a request's body to acknowledged records: all items are read and checked before the first is published. */
@Singleton
class Receiver {

    private static final int UNPROCESSABLE = 422;

    private final IngestConfig config;
    private final Publisher publisher;
    private final Clock clock;

    Receiver(IngestConfig config, Publisher publisher, Clock clock) {
        this.config = config;
        this.publisher = publisher;
        this.clock = clock;
    }

    <V extends SpecificRecord> Accepted receive(Intake<V> intake, InputStream body) {
        List<JsonNode> items = JsonItems.read(body, config.maxBodySize().asLongValue());
        List<V> records = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            records.add(checked(intake, read(intake, items.get(i), i), i));
        }
        return new Accepted(publisher.publish(intake, records));
    }

    private <V extends SpecificRecord> V read(Intake<V> intake, JsonNode item, int index) {
        if (item instanceof ObjectNode object) {
            Shorthands.expand(object, clock.instant());
        }
        try {
            return JsonRecords.read(item, intake.topic().type());
        } catch (JsonRecords.UnreadableException e) {
            throw problem(400, "Invalid item", index, e.path(), e.getMessage());
        }
    }

    private static <V extends SpecificRecord> V checked(Intake<V> intake, V record, int index) {
        Checked<V> checked = intake.check().apply(record);
        if (checked instanceof Checked.Valid<V> valid) {
            return valid.value();
        }
        Rejection rejection = ((Checked.Rejected<V>) checked).rejection();
        throw problem(UNPROCESSABLE, rejection.reason().title(), index, rejection.field(), rejection.detail());
    }

    private static ProblemException problem(int status, String title, int index, String field, String detail) {
        String place = field.isEmpty() ? "item " + index : "item " + index + ", " + field;
        return new ProblemException(Problem.ofItem(status, title, index, field, place + ": " + detail));
    }
}
