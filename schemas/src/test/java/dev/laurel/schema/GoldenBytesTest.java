package dev.laurel.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;

import dev.laurel.schema.WireFormat.Framed;
import dev.laurel.schema.WireFormat.SchemaName;

import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values as an independent client writes them: the bytes in {@code golden/TOPIC.hex}, recorded with JavaScript libraries by {@code
 * deploy/interop/js/golden.mjs}, which also compares them the other way. A new version of one of these schemas is recorded anew.
 */
class GoldenBytesTest {

    /** A topic, the record behind its golden bytes, and the schema id in front of them. */
    record Golden<V extends SpecificRecord>(Topic<V> topic, int id, V value) {

        byte[] bytes() throws IOException {
            Path file = Path.of("src/test/resources/golden", topic.name() + ".hex");
            try (Stream<String> lines = Files.lines(file)) {
                return HexFormat.of()
                        .parseHex(lines.filter(line -> !line.startsWith("#")).collect(joining()));
            }
        }

        V read(Framed framed) throws IOException {
            int length = framed.value().length - framed.offset();
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(framed.value(), framed.offset(), length, null);
            V read = new SpecificDatumReader<>(topic.type()).read(null, decoder);
            assertThat(decoder.isEnd()).as("all bytes are read").isTrue();
            return read;
        }

        byte[] written() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(WireFormat.prefix(id));
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<>(topic.type()).write(value, encoder);
            return out.toByteArray();
        }

        @Override
        public String toString() {
            return topic.name();
        }
    }

    static Stream<Golden<?>> golden() {
        return Stream.of(
                new Golden<>(Topics.RESPONSES, 0x01020304, GoldenRecords.RESPONSE),
                new Golden<>(Topics.FEEDBACK, 0x01020305, GoldenRecords.FEEDBACK),
                new Golden<>(Topics.PAIRS, 0x01020306, GoldenRecords.PAIR));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void readsWhatAnotherClientWrote(Golden<?> golden) throws IOException {
        Framed framed = WireFormat.read(new RecordHeaders(), golden.bytes());

        assertThat(framed.schema()).isEqualTo(new SchemaName.Id(golden.id()));
        assertThat(golden.read(framed)).isEqualTo(golden.value());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void writesTheBytesThatAnotherClientWrites(Golden<?> golden) throws IOException {
        assertThat(HexFormat.of().formatHex(golden.written()))
                .isEqualTo(HexFormat.of().formatHex(golden.bytes()));
    }
}
