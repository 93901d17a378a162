package dev.laurel.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SystemLimitException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever bytes a value has, they are a record or a {@link SerializationException} that says nothing of them. */
class UnreadableBytesTest {

    private static final byte[] PREFIX = {0, 0, 0, 0, 1};
    private static final String SECRET = "天空为什么是蓝色的";

    static Stream<Topic<?>> topics() {
        return Topics.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyPrefixOfAValueIsRefused(Topic<?> topic) throws IOException {
        try (RegistryAnswers registry = RegistryAnswers.schema(topic.schema())) {
            RegistrySerde<?> serde = new RegistrySerde<>(topic, registry.registry());
            byte[] value = value(topic);
            assertThat(serde.deserializer().deserialize("any", value)).isNotNull();

            for (int length = 0; length < value.length; length++) {
                byte[] prefix = Arrays.copyOf(value, length);
                assertThatThrownBy(() -> serde.deserializer().deserialize("any", prefix))
                        .isInstanceOf(SerializationException.class)
                        .hasNoCause();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyMutationOfAValueIsARecordOrRefused(Topic<?> topic) throws IOException {
        try (RegistryAnswers registry = RegistryAnswers.schema(topic.schema())) {
            RegistrySerde<?> serde = new RegistrySerde<>(topic, registry.registry());
            Random random = new Random(12);
            byte[] value = value(topic);
            for (int i = 0; i < 10_000; i++) {
                readsOrRefuses(serde, mutated(value, random));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void noAnnouncedSizeAllocatesMoreThanTheBytesThatAreThere(Topic<?> topic) throws IOException {
        try (RegistryAnswers registry = RegistryAnswers.schema(topic.schema())) {
            RegistrySerde<?> serde = new RegistrySerde<>(topic, registry.registry());
            byte[] value = value(topic);
            serde.deserializer().deserialize("any", value);
            for (long announced : new long[] {1_000_000, 4 << 20, 1_000_000_000, 3_000_000_000L, Long.MAX_VALUE, -1}) {
                byte[] size = number(announced);
                for (int at = PREFIX.length; at < value.length; at++) {
                    byte[] bytes = join(Arrays.copyOf(value, at), size, Arrays.copyOfRange(value, at, value.length));
                    long before = allocated();
                    readsOrRefuses(serde, bytes);
                    assertThat(allocated() - before).isLessThan(1_000_000);
                }
            }
        }
    }

    @Test
    void avroHasLimitsOfItsOwn() throws IOException {
        try (RegistryAnswers registry = RegistryAnswers.schema(FeedbackEvent.getClassSchema())) {
            new RegistrySerde<>(Topics.FEEDBACK, registry.registry());
        }
        byte[] billion = number(1_000_000_000);

        assertThatThrownBy(
                        () -> DecoderFactory.get().binaryDecoder(billion, null).readString())
                .isInstanceOf(SystemLimitException.class);
        assertThatThrownBy(
                        () -> DecoderFactory.get().binaryDecoder(billion, null).readBytes(null))
                .isInstanceOf(SystemLimitException.class);
        assertThatThrownBy(
                        () -> DecoderFactory.get().binaryDecoder(billion, null).readArrayStart())
                .isInstanceOf(SystemLimitException.class);
    }

    @Test
    void stringOfABillionCharactersIsRefused() throws IOException {
        byte[] avro = Files.readAllBytes(Path.of("src/test/resources/faults/avro-string-length-1000000000.bin"));
        try (RegistryAnswers registry = RegistryAnswers.schema(FeedbackEvent.getClassSchema())) {
            RegistrySerde<FeedbackEvent> serde = new RegistrySerde<>(Topics.FEEDBACK, registry.registry());

            assertThatThrownBy(() -> serde.deserializer().deserialize("any", join(PREFIX, avro)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("not a FeedbackEvent");
        }
    }

    @Test
    void endlessItemsWithoutBytesAreRefused() throws IOException {
        Schema response = GeneratedResponse.getClassSchema();
        Schema padded = Schema.createRecord(response.getName(), null, response.getNamespace(), false);
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field("padding", SchemaBuilder.array().items().nullType()));
        response.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        padded.setFields(fields);
        byte[] avro = join(PREFIX, number(Long.MAX_VALUE), new byte[20]);
        try (RegistryAnswers registry = RegistryAnswers.schema(padded)) {
            RegistrySerde<?> serde = new RegistrySerde<>(Topics.RESPONSES, registry.registry());

            assertThatThrownBy(() -> serde.deserializer().deserialize("any", avro))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void schemaThatIsNotAvroIsTheRecordsFaultAndNotTheRegistrys() throws IOException {
        try (RegistryAnswers registry = new RegistryAnswers(
                200, "{\"schemaType\": \"JSON\", \"schema\": \"{\\\"type\\\": \\\"object\\\"}\"}")) {
            RegistrySerde<?> serde = new RegistrySerde<>(Topics.RESPONSES, registry.registry());

            assertThatThrownBy(() -> serde.deserializer().deserialize("any", join(PREFIX, new byte[9])))
                    .isInstanceOf(SerializationException.class)
                    .hasMessage("schema with id 1 is of type JSON, not AVRO");
        }
    }

    @Test
    void schemaThatCannotBeParsedIsTheRecordsFault() throws IOException {
        try (RegistryAnswers registry = new RegistryAnswers(200, "{\"schema\": \"{]\"}")) {
            RegistrySerde<?> serde = new RegistrySerde<>(Topics.RESPONSES, registry.registry());

            assertThatThrownBy(() -> serde.deserializer().deserialize("any", join(PREFIX, new byte[9])))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void registryThatDoesNotKnowUsIsNotTheRecordsFault() throws IOException {
        try (RegistryAnswers registry = new RegistryAnswers(401, "{\"error_code\": 401, \"message\": \"who?\"}")) {
            RegistrySerde<?> serde = new RegistrySerde<>(Topics.RESPONSES, registry.registry());

            assertThatThrownBy(() -> serde.deserializer().deserialize("any", join(PREFIX, new byte[9])))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    private static void readsOrRefuses(RegistrySerde<?> serde, byte[] value) {
        try {
            assertThat(serde.deserializer().deserialize("any", new RecordHeaders(), value))
                    .isNotNull();
        } catch (SerializationException e) {
            assertThat(e.getMessage()).doesNotContain(SECRET);
            assertThat(e.getCause()).isNull();
        }
    }

    /** A value with a text in every string field, valid for the topic. */
    private static byte[] value(Topic<?> topic) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PREFIX);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new org.apache.avro.specific.SpecificDatumWriter<SpecificRecord>(topic.schema())
                .write((SpecificRecord) sample(topic.schema()), encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static Object sample(Schema schema) {
        return SampleRecords.of(schema, SECRET);
    }

    private static byte[] mutated(byte[] value, Random random) {
        byte[] bytes = value.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = PREFIX.length + random.nextInt(bytes.length - PREFIX.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = join(Arrays.copyOf(bytes, at), number(random.nextLong()), tail(bytes, at));
                default -> bytes = join(Arrays.copyOf(bytes, at), tail(bytes, Math.min(bytes.length, at + 3)));
            }
            bytes = bytes.length <= PREFIX.length ? value.clone() : bytes;
        }
        return bytes;
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] number(long number) throws RuntimeException {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            encoder.writeLong(number);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
