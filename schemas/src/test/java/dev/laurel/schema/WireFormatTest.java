package dev.laurel.schema;

import java.nio.ByteBuffer;
import java.util.UUID;

import dev.laurel.schema.WireFormat.Framed;
import dev.laurel.schema.WireFormat.SchemaName;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WireFormatTest {

    private final Headers noHeaders = new RecordHeaders();

    @Test
    void writesAZeroByteAndTheIdBigEndian() {
        assertThat(WireFormat.prefix(0x01020304)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void readsThePrefixForm() {
        Framed framed = WireFormat.read(noHeaders, new byte[] {0, 0, 0, 1, 0, 42});

        assertThat(framed.schema()).isEqualTo(new SchemaName.Id(256));
        assertThat(framed.offset()).isEqualTo(5);
    }

    @Test
    void readsTheIdFromTheHeaderOfNewerClients() {
        Headers headers = new RecordHeaders().add(WireFormat.HEADER, new byte[] {0, 0, 0, 0, 7});

        Framed framed = WireFormat.read(headers, new byte[] {42});

        assertThat(framed.schema()).isEqualTo(new SchemaName.Id(7));
        assertThat(framed.offset()).isZero();
    }

    @Test
    void readsTheGuidFromTheHeaderOfNewerClients() {
        UUID guid = UUID.fromString("89791762-2336-4186-9674-299b90a802e2");
        byte[] header = ByteBuffer.allocate(17)
                .put((byte) 1)
                .putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits())
                .array();

        Framed framed = WireFormat.read(new RecordHeaders().add(WireFormat.HEADER, header), new byte[] {42});

        assertThat(framed.schema()).isEqualTo(new SchemaName.Guid(guid));
    }

    @Test
    void refusesPlainJson() {
        assertThatThrownBy(() -> WireFormat.read(noHeaders, "{\"prompt\": 1}".getBytes()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("begins with byte 123");
    }

    @Test
    void refusesAValueTooShortForASchemaId() {
        assertThatThrownBy(() -> WireFormat.read(noHeaders, new byte[] {0, 0}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("2 bytes is too short");
    }

    @Test
    void refusesAHeaderThatNamesNoSchema() {
        Headers headers = new RecordHeaders().add(WireFormat.HEADER, new byte[] {1, 2});

        assertThatThrownBy(() -> WireFormat.read(headers, new byte[] {42}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(WireFormat.HEADER);
    }
}
