package dev.laurel.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The values of one topic as Avro in Confluent's wire format. Writes with the topic's schema, which must be registered; reads whatever schema the
 * writer had and resolves it to the topic's. Safe for many threads.
 *
 * <p>Reading throws {@link SerializationException}, without anything of the value, for whatever is not of the topic, and
 * {@link RegistryUnavailableException} when the registry does not answer. It never allocates much more than the value has bytes.
 *
 * <p>Of a topic that others write, whose readers are upgraded before its writers, a record that says something in a field which the topic's schema does
 * not have is an {@link UnknownFieldException}: without the field it would be another conversation. Of the other topics such fields are left out.
 */
public final class RegistrySerde<V extends SpecificRecord> implements Serde<V> {

    private final Topic<V> topic;
    private final Registry registry;
    private final SpecificDatumWriter<V> writer;
    private final Map<WireFormat.SchemaName, Reading<V>> readings = new ConcurrentHashMap<>();

    /**
     * How the records of one writer's schema are read.
     *
     * @param unknown what of them would be lost, where there is such and that matters
     */
    private record Reading<V>(SpecificDatumReader<V> reader, Optional<UnknownFields> unknown) {}

    public RegistrySerde(Topic<V> topic, Registry registry) {
        this.topic = topic;
        this.registry = registry;
        this.writer = new SpecificDatumWriter<>(topic.type());
    }

    /** Whether a value can only be read together with its headers, one of which names the schema. */
    public static boolean needsHeaders(Headers headers) {
        return headers.lastHeader(WireFormat.HEADER) != null;
    }

    @Override
    public Serializer<V> serializer() {
        return (name, value) -> value == null ? null : write(value);
    }

    @Override
    public Deserializer<V> deserializer() {
        return new Deserializer<>() {
            @Override
            public V deserialize(String name, byte[] value) {
                return deserialize(name, new RecordHeaders(), value);
            }

            @Override
            public V deserialize(String name, Headers headers, byte[] value) {
                return value == null ? null : read(headers, value);
            }
        };
    }

    private byte[] write(V value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(WireFormat.prefix(registry.id(topic)));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array does not fail
        }
        return out.toByteArray();
    }

    private V read(Headers headers, byte[] value) {
        WireFormat.Framed framed = WireFormat.read(headers, value);
        try {
            return read(framed);
        } catch (KafkaException e) {
            throw e;
        } catch (IOException
                | RuntimeException
                | StackOverflowError e) { // no cause and no message: they may quote the record
            throw new SerializationException(
                    unreadable(framed) + ": " + e.getClass().getSimpleName());
        }
    }

    private V read(WireFormat.Framed framed) throws IOException {
        Reading<V> reading = readings.computeIfAbsent(framed.schema(), this::reading);
        if (reading.unknown().isPresent()) {
            requireKnown(framed, reading.unknown().get());
        }
        BoundedDecoder decoder = decoder(framed);
        V read = reading.reader().read(null, decoder);
        if (!decoder.isEnd()) {
            throw new SerializationException(unreadable(framed) + ": bytes are left after it");
        }
        return read;
    }

    private void requireKnown(WireFormat.Framed framed, UnknownFields unknown) throws IOException {
        Object datum = new GenericDatumReader<>(unknown.written()).read(null, decoder(framed));
        Optional<String> field = unknown.saidIn(datum);
        if (field.isPresent()) {
            throw new UnknownFieldException(topic, framed.schema(), field.get());
        }
    }

    private static BoundedDecoder decoder(WireFormat.Framed framed) {
        return new BoundedDecoder(framed.value(), framed.offset(), framed.value().length - framed.offset());
    }

    private Reading<V> reading(WireFormat.SchemaName name) {
        Schema written = registry.schema(name);
        if (!written.getFullName().equals(topic.schema().getFullName())) {
            throw new SerializationException("schema with " + name + " is a " + written.getFullName() + " where "
                    + topic + " holds " + topic.schema().getFullName());
        }
        UnknownFields unknown = new UnknownFields(written, topic.schema());
        boolean refused = topic.compatibility() == Topic.Compatibility.BACKWARD_TRANSITIVE && unknown.exist();
        return new Reading<>(
                new SpecificDatumReader<>(written, topic.schema()), refused ? Optional.of(unknown) : Optional.empty());
    }

    private String unreadable(WireFormat.Framed framed) {
        return "not a " + topic.schema().getName() + " of the schema with " + framed.schema();
    }
}
