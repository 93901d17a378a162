package dev.laurel.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Records of a later release: read where they say nothing that this one does not know, refused where they do, never read in part. */
class UnknownFieldsTest {

    private static final byte[] PREFIX = {0, 0, 0, 0, 1};

    @BeforeAll
    static void limitAvroBeforeItFirstDecodes() {
        AvroLimits.set();
    }

    @Test
    void fieldOfATurnThatSaysSomethingIsNotLeftOut() throws IOException {
        Schema later = with(GeneratedResponse.getClassSchema(), "\"name\":\"Message\"", "cites", "\"string\"", "\"\"");

        assertThat(read(Topics.RESPONSES, later, record(later, GoldenRecords.RESPONSE)))
                .isEqualTo(GoldenRecords.RESPONSE);
        GenericRecord said = record(later, GoldenRecords.RESPONSE);
        ((GenericRecord) ((List<?>) said.get("answer")).get(3)).put("cites", "secret");
        assertThatExceptionOfType(UnknownFieldException.class)
                .isThrownBy(() -> read(Topics.RESPONSES, later, said))
                .withMessage(
                        "the record of responses.generated.v1 has the field answer[].cites, of the schema with id 1,"
                                + " which this release does not know and would leave out: upgrade the readers before the writers");
    }

    @Test
    void soIsAFieldOfTheRecordItself() throws IOException {
        Schema later = with(
                PreferencePair.getClassSchema(), "\"name\":\"PreferencePair\"", "seen", "[\"null\",\"int\"]", "null");
        GenericRecord said = record(later, GoldenRecords.PAIR);
        said.put("seen", 0);

        assertThat(read(Topics.PAIRS, later, record(later, GoldenRecords.PAIR))).isEqualTo(GoldenRecords.PAIR);
        assertThatExceptionOfType(UnknownFieldException.class).isThrownBy(() -> read(Topics.PAIRS, later, said));
    }

    @Test
    void soIsAFieldOfOneKindOfJudgement() throws IOException {
        Schema later = with(FeedbackEvent.getClassSchema(), "\"name\":\"Comparison\"", "why", "\"string\"", "\"\"");
        GenericRecord said = record(later, GoldenRecords.FEEDBACK);
        ((GenericRecord) said.get("payload")).put("why", "shorter");

        assertThat(read(Topics.FEEDBACK, later, record(later, GoldenRecords.FEEDBACK)))
                .isEqualTo(GoldenRecords.FEEDBACK);
        assertThatExceptionOfType(UnknownFieldException.class)
                .isThrownBy(() -> read(Topics.FEEDBACK, later, said))
                .withMessageContaining(" payload.why,");
    }

    @Test
    void readersOfWhatLaurelWritesAreFreeToBeOlder() throws IOException {
        Schema later = with(ModelVersion.getClassSchema(), "\"name\":\"ModelVersion\"", "note", "\"string\"", "\"\"");
        ModelVersion model = (ModelVersion) SampleRecords.of(ModelVersion.getClassSchema(), "text");
        GenericRecord said = record(later, model);
        said.put("note", "later");

        assertThat(read(Topics.MODELS, later, said)).isEqualTo(model);
    }

    /** The schema with one more field in the record of that name. */
    private static Schema with(Schema schema, String name, String field, String type, String missing) {
        String json = schema.toString();
        int record = json.indexOf(name);
        int fields = json.indexOf("\"fields\":[", record) + "\"fields\":[".length();
        String added = "{\"name\":\"%s\",\"type\":%s,\"default\":%s},".formatted(field, type, missing);
        return new Schema.Parser().parse(json.substring(0, fields) + added + json.substring(fields));
    }

    /** The record as a writer of the later schema has it, the new field by its default. */
    private static GenericRecord record(Schema later, SpecificRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<>(record.getSchema()).write(record, encoder);
        return (GenericRecord) new GenericDatumReader<>(record.getSchema(), later)
                .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
    }

    private static Object read(Topic<?> topic, Schema later, GenericRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PREFIX);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<>(later, GenericData.get()).write(record, encoder);
        try (RegistryAnswers registry = RegistryAnswers.schema(later)) {
            return new RegistrySerde<>(topic, registry.registry())
                    .deserializer()
                    .deserialize("any", out.toByteArray());
        }
    }
}
