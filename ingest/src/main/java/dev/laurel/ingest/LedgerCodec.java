package dev.laurel.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.laurel.ingest.pair.PromptLedger;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.Message;
import dev.laurel.schema.PromptKey;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;

/**
 * A ledger as bytes: Avro's single-object encoding, which carries the fingerprint of the schema it was written with. Ledgers written by earlier versions
 * of Laurel are read by their own schema, from the history in the resources. Safe for many threads.
 */
final class LedgerCodec {

    static final Schema SCHEMA = SchemaBuilder.record("PromptLedger")
            .namespace("dev.laurel.ingest")
            .fields()
            .name("prompt")
            .type(Schema.createArray(Message.getClassSchema()))
            .noDefault()
            .name("answers")
            .type(Schema.createArray(Completion.getClassSchema()))
            .noDefault()
            .name("feedback")
            .type(Schema.createArray(FeedbackEvent.getClassSchema()))
            .noDefault()
            .name("past")
            .type(Schema.createArray(string()))
            .noDefault()
            .endRecord();

    private final BinaryMessageEncoder<GenericRecord> encoder = new BinaryMessageEncoder<>(new SpecificData(), SCHEMA);
    private final BinaryMessageDecoder<GenericRecord> decoder = new BinaryMessageDecoder<>(new SpecificData(), SCHEMA);

    LedgerCodec() {
        history().forEach(decoder::addSchema);
    }

    /** Every schema that ledgers were ever written with, the oldest first. */
    static List<Schema> history() {
        List<Schema> history = new ArrayList<>();
        for (int version = 1; ; version++) {
            try (InputStream schema = LedgerCodec.class.getResourceAsStream("prompt-ledger/" + version + ".avsc")) {
                if (schema == null) {
                    return history;
                }
                history.add(new Schema.Parser().parse(schema));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    byte[] encode(PromptLedger ledger) {
        GenericRecord record = new GenericRecordBuilder(SCHEMA)
                .set("prompt", ledger.prompt())
                .set("answers", List.copyOf(ledger.answers().values()))
                .set("feedback", List.copyOf(ledger.feedback().values()))
                .set("past", List.copyOf(ledger.past()))
                .build();
        try {
            return encoder.encode(record).array();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array does not fail
        }
    }

    /** @throws IllegalStateException if the bytes are of another schema or damaged, naming the prompt */
    PromptLedger decode(PromptKey key, byte[] bytes) {
        try {
            GenericRecord record = decoder.decode(bytes);
            return new PromptLedger(
                    key,
                    list(record, "prompt", Message.class),
                    byId(list(record, "answers", Completion.class), Completion::getResponseId),
                    byId(list(record, "feedback", FeedbackEvent.class), FeedbackEvent::getEventId),
                    new LinkedHashSet<>(list(record, "past", String.class)));
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalStateException("the ledger of prompt \"" + key + "\" cannot be read", e);
        }
    }

    private static <E> List<E> list(GenericRecord record, String field, Class<E> type) {
        return ((Collection<?>) record.get(field)).stream().map(type::cast).toList();
    }

    private static <E> Map<String, E> byId(List<E> elements, Function<E, String> id) {
        Map<String, E> byId = new LinkedHashMap<>();
        elements.forEach(element -> byId.put(id.apply(element), element));
        return byId;
    }

    private static Schema string() {
        Schema schema = Schema.create(Schema.Type.STRING);
        GenericData.setStringType(schema, GenericData.StringType.String);
        return schema;
    }
}
