package dev.laurel.schema;

import java.nio.ByteBuffer;
import java.util.UUID;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Confluent's wire format: which schema a value was written with, and where its Avro bytes begin.
 *
 * <p>Written is the prefix form, a zero byte and the schema's id in four bytes, big-endian. Read are also the forms of newer clients, in which the
 * header {@code __value_schema_id} holds either that prefix or a one byte and the schema's GUID in sixteen bytes, and the value is plain Avro.
 */
final class WireFormat {

    static final String HEADER = "__value_schema_id";
    private static final byte ID = 0;
    private static final byte GUID = 1;
    private static final int PREFIX = 1 + Integer.BYTES;

    private WireFormat() {}

    /** What names a schema in the registry. */
    sealed interface SchemaName {
        record Id(int id) implements SchemaName {
            @Override
            public String toString() {
                return "id " + id;
            }
        }

        record Guid(UUID guid) implements SchemaName {
            @Override
            public String toString() {
                return "GUID " + guid;
            }
        }
    }

    /** A value taken apart: its schema, and its Avro bytes from {@code offset}. */
    record Framed(SchemaName schema, byte[] value, int offset) {}

    static byte[] prefix(int id) {
        return ByteBuffer.allocate(PREFIX).put(ID).putInt(id).array();
    }

    static Framed read(Headers headers, byte[] value) {
        Header header = headers.lastHeader(HEADER);
        if (header != null && header.value() != null) {
            return new Framed(name(header.value(), "header " + HEADER), value, 0);
        }
        if (value.length < PREFIX) {
            throw new SerializationException("value of " + value.length + " bytes is too short for a schema id");
        }
        if (value[0] != ID) {
            throw new SerializationException(
                    "value begins with byte " + value[0] + " where 0 and a schema id of four bytes are expected");
        }
        return new Framed(name(value, "value"), value, PREFIX);
    }

    private static SchemaName name(byte[] bytes, String place) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte magic = buffer.hasRemaining() ? buffer.get() : -1;
        if (magic == ID && buffer.remaining() >= Integer.BYTES) {
            return new SchemaName.Id(buffer.getInt());
        }
        if (magic == GUID && buffer.remaining() >= 2 * Long.BYTES) {
            return new SchemaName.Guid(new UUID(buffer.getLong(), buffer.getLong()));
        }
        throw new SerializationException(
                place + " names no schema: first byte " + magic + ", " + bytes.length + " bytes");
    }
}
