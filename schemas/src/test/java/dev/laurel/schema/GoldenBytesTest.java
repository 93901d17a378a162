package dev.laurel.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;

import dev.laurel.schema.WireFormat.Framed;
import dev.laurel.schema.WireFormat.SchemaName;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values as an independent client writes them: the bytes in {@code golden/TOPIC.VERSION.hex}, recorded with JavaScript libraries by
 * {@code deploy/interop/js/golden.mjs}, which also compares the latest the other way. A new version of one of these schemas is recorded beside the others,
 * which stay: what was written by them is read for ever.
 */
class GoldenBytesTest {

    private static final int RESPONSE_ID = 0x01020304;
    private static final int FEEDBACK_ID = 0x01020305;
    private static final int PAIR_ID = 0x01020306;

    /** A topic, a version of its schema, the record behind the golden bytes of that version, and the schema id in front of them. */
    record Golden<V extends SpecificRecord>(Topic<V> topic, int version, int id, V value) {

        byte[] bytes() throws IOException {
            Path file = Path.of("src/test/resources/golden", topic.name() + "." + version + ".hex");
            try (Stream<String> lines = Files.lines(file)) {
                return HexFormat.of()
                        .parseHex(lines.filter(line -> !line.startsWith("#")).collect(joining()));
            }
        }

        V read(Framed framed) throws IOException {
            int length = framed.value().length - framed.offset();
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(framed.value(), framed.offset(), length, null);
            SpecificDatumReader<V> reader = new SpecificDatumReader<>(topic.type());
            reader.setSchema(writer());
            V read = reader.read(null, decoder);
            assertThat(decoder.isEnd()).as("all bytes are read").isTrue();
            return read;
        }

        private Schema writer() throws IOException {
            Path file = Path.of("src/main/schema-history", topic.name() + "-value", version + ".avsc");
            return new Schema.Parser().parse(Files.readString(file));
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
            return topic.name() + " " + version;
        }
    }

    @BeforeAll
    static void limitAvroBeforeItFirstDecodes() {
        AvroLimits.set();
    }

    static Stream<Golden<?>> first() {
        return Stream.of(
                new Golden<>(Topics.RESPONSES, 1, RESPONSE_ID, FirstGoldenRecords.RESPONSE),
                new Golden<>(Topics.FEEDBACK, 1, FEEDBACK_ID, FirstGoldenRecords.FEEDBACK),
                new Golden<>(Topics.PAIRS, 1, PAIR_ID, FirstGoldenRecords.PAIR));
    }

    static Stream<Golden<?>> latest() {
        return Stream.of(
                new Golden<>(Topics.RESPONSES, 2, RESPONSE_ID, GoldenRecords.RESPONSE),
                new Golden<>(Topics.FEEDBACK, 2, FEEDBACK_ID, GoldenRecords.FEEDBACK),
                new Golden<>(Topics.PAIRS, 2, PAIR_ID, GoldenRecords.PAIR));
    }

    @ParameterizedTest
    @MethodSource({"first", "latest"})
    void readsWhatAnotherClientWrote(Golden<?> golden) throws IOException {
        Framed framed = WireFormat.read(new RecordHeaders(), golden.bytes());

        assertThat(framed.schema()).isEqualTo(new SchemaName.Id(golden.id()));
        assertThat(golden.read(framed)).isEqualTo(golden.value());
    }

    @ParameterizedTest
    @MethodSource("latest")
    void writesTheBytesThatAnotherClientWrites(Golden<?> golden) throws IOException {
        assertThat(HexFormat.of().formatHex(golden.written()))
                .isEqualTo(HexFormat.of().formatHex(golden.bytes()));
    }
}
