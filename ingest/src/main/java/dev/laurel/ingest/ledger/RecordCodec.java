package dev.laurel.ingest.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;

/**
 * Records as bytes: Avro's single-object encoding, which carries the fingerprint of the schema it was written with. What earlier versions of Laurel wrote
 * is read by their own schemas, which lie in the resources as {@code NAME/VERSION.avsc}; the latest is what is written. Safe for many threads.
 */
final class RecordCodec<R extends IndexedRecord> {

    private final String name;
    private final BinaryMessageEncoder<R> encoder;
    private final BinaryMessageDecoder<R> decoder;

    RecordCodec(String name) {
        this.name = name;
        List<Schema> history = history(name);
        Schema latest = history.get(history.size() - 1);
        encoder = new BinaryMessageEncoder<>(new SpecificData(), latest);
        decoder = new BinaryMessageDecoder<>(new SpecificData(), latest);
        history.forEach(decoder::addSchema);
    }

    /** Every schema that these records were ever written with, the oldest first. */
    static List<Schema> history(String name) {
        List<Schema> history = new ArrayList<>();
        for (int version = 1; ; version++) {
            try (InputStream schema = RecordCodec.class.getResourceAsStream("%s/%d.avsc".formatted(name, version))) {
                if (schema == null) {
                    return history;
                }
                history.add(new Schema.Parser().parse(schema));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    byte[] encode(R record) {
        try {
            return encoder.encode(record).array();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array does not fail
        }
    }

    /** @throws IllegalStateException if the bytes are of no schema of the history, or damaged */
    R decode(byte[] bytes) {
        try {
            return decoder.decode(bytes);
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalStateException("an entry \"%s\" of a ledger cannot be read".formatted(name), e);
        }
    }
}
