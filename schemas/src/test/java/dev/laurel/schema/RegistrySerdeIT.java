package dev.laurel.schema;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.schema.Provisioner.Keeping;
import dev.laurel.stack.Stack;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Topics and schemas on a real broker and a real registry, through the genuine Confluent client. */
class RegistrySerdeIT {

    private static Registry registry;
    private static Admin admin;

    private final RegistrySerde<GeneratedResponse> responses = new RegistrySerde<>(Topics.RESPONSES, registry);

    @BeforeAll
    static void provision() {
        Stack stack = Stack.shared();
        registry = connect(stack.registryUrl());
        admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
        Provisioner.LOCAL.provision(admin, registry);
    }

    private static Registry connect(String url) {
        return Registry.connect(Map.of(Registry.URL, url));
    }

    private static GeneratedResponse response() {
        return GeneratedResponse.newBuilder()
                .setResponseId("r1")
                .setTenant("acme")
                .setPromptId("p1")
                .setMessages(List.of(Messages.text("user", "你好, how are you?")))
                .setResponse("Fine. 🙂")
                .setEventTime(Instant.ofEpochMilli(1_790_000_000_123L))
                .build();
    }

    @Test
    void readsBackWhatItWrote() {
        byte[] bytes = responses.serializer().serialize("any", response());

        assertThat(new RegistrySerde<>(Topics.RESPONSES, registry)
                        .deserializer()
                        .deserialize("any", bytes))
                .isEqualTo(response());
    }

    @Test
    void readsValuesOfASchemaThatLackedADefaultedField() throws Exception {
        Schema current = Topics.RESPONSES.schema();
        Schema older = Schema.createRecord(current.getName(), null, current.getNamespace(), false);
        older.setFields(current.getFields().stream()
                .filter(field -> !field.name().equals("attributes"))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        GenericRecord written = new GenericData.Record(older);
        older.getFields().forEach(field -> written.put(field.name(), response().get(field.name())));
        written.put("event_time", response().getEventTime().toEpochMilli());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(WireFormat.prefix(registry.client().register("older-value", new AvroSchema(older))));
        Encoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<>(older).write(written, encoder);

        assertThat(responses.deserializer().deserialize("any", bytes.toByteArray()))
                .isEqualTo(response());
    }

    @ParameterizedTest
    @ValueSource(ints = {99_999, 0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesAnUnknownSchemaId(int id) {
        byte[] value = ByteBuffer.allocate(6).put((byte) 0).putInt(id).array();

        assertThatThrownBy(() -> responses.deserializer().deserialize("any", value))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(String.valueOf(id));
    }

    @Test
    void refusesAnUnknownGuid() {
        Headers headers = new RecordHeaders()
                .add(WireFormat.HEADER, new byte[] {1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9});

        assertThatThrownBy(() -> responses.deserializer().deserialize("any", headers, new byte[] {0}))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void refusesAValueOfAnotherTopic() {
        byte[] bytes = responses.serializer().serialize("any", response());

        assertThatThrownBy(() -> new RegistrySerde<>(Topics.PAIRS, registry)
                        .deserializer()
                        .deserialize("any", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("GeneratedResponse")
                .hasMessageContaining("PreferencePair");
    }

    @Test
    void refusesAValueThatIsCutOff() {
        byte[] bytes = responses.serializer().serialize("any", response());

        assertThatThrownBy(() -> responses.deserializer().deserialize("any", Arrays.copyOf(bytes, bytes.length - 3)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("not a GeneratedResponse");
    }

    @Test
    void refusesAValueWithBytesLeftOver() {
        byte[] bytes = responses.serializer().serialize("any", response());

        assertThatThrownBy(() -> responses.deserializer().deserialize("any", Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("bytes are left");
    }

    @Test
    void aSilentRegistryIsNotTheRecordsFault() {
        RegistrySerde<GeneratedResponse> cut = new RegistrySerde<>(Topics.RESPONSES, connect("http://127.0.0.1:9"));

        assertThatThrownBy(() -> cut.deserializer().deserialize("any", new byte[] {0, 0, 0, 0, 1, 0}))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("127.0.0.1:9");
    }

    @Test
    void theRegistryHoldsOthersToTheTopicsPromise() {
        Schema broken = SchemaBuilder.record(Topics.PAIRS.schema().getFullName())
                .fields()
                .requiredString("mood")
                .endRecord();

        assertThatThrownBy(() -> registry.client().register(Topics.PAIRS.subject(), new AvroSchema(broken)))
                .isInstanceOf(RestClientException.class);
    }

    @Test
    void provisioningAgainChangesNothing() {
        Provisioner.LOCAL.provision(admin, registry);

        Provisioner.verify(admin, Topics.ALL);
        registry.verify(Topics.ALL);
    }

    @Test
    void recordsGoInTheirTimeUnlessItIsSetOtherwise() throws Exception {
        Duration segment = Duration.ofDays(7); // at whose end the time begins
        assertThat(keeping(Topics.PAIRS.name()))
                .isEqualTo(new Keeping(false, Optional.of(Duration.ofDays(400).plus(segment)), Optional.empty()));
        assertThat(keeping(Topics.SCORED.deadLetters()).retention())
                .hasValue(Duration.ofDays(90).plus(segment));
        assertThat(keeping(Topics.PROMPT_IDS.name()))
                .isEqualTo(new Keeping(
                        true, Optional.of(Duration.ofDays(90).plus(segment)), Optional.of(Provisioner.COMPACTION_LAG)));
        assertThat(keeping(Topics.MODELS.name()).retention()).isEmpty();
        ConfigResource pairs = new ConfigResource(ConfigResource.Type.TOPIC, Topics.PAIRS.name());
        assertThat(admin.describeConfigs(List.of(pairs))
                        .all()
                        .get()
                        .get(pairs)
                        .get("message.timestamp.type")
                        .value())
                .isEqualTo("LogAppendTime");

        Provisioner.retain(admin, Map.of(Topics.SELECTED.name(), Optional.of(Duration.ofDays(3))));
        Provisioner.retain(admin, Map.of(Topics.SELECTED.deadLetters(), Optional.empty()));
        Provisioner.LOCAL.provision(admin, registry);

        assertThat(keeping(Topics.SELECTED.name()).retention())
                .as("provisioning again leaves it")
                .hasValue(Duration.ofDays(3).plus(segment));
        assertThat(keeping(Topics.SELECTED.deadLetters()).retention()).isEmpty();
        assertThatThrownBy(() -> Provisioner.retain(admin, Map.of("others.v1", Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("others.v1 is no topic with a retention; those are erasures.status.v1, ");
    }

    private static Keeping keeping(String topic) {
        return Provisioner.keeping(admin, List.of(topic)).get(topic);
    }

    @Test
    void verificationNamesAMissingTopic() {
        Topic<GeneratedResponse> missing = named("responses.nowhere.v1");

        assertThatThrownBy(() -> Provisioner.verify(admin, List.of(missing)))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("responses.nowhere.v1");
        assertThatThrownBy(() -> registry.verify(List.of(missing)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("responses.nowhere.v1-value");
    }

    @Test
    void verificationNamesATopicThatTakesLessThanLaurelWrites() throws Exception {
        admin.createTopics(List.of(new NewTopic("pairs.small.v1", 1, (short) 1)))
                .all()
                .get();

        Provisioner.verifyRoom(admin, List.of(Topics.PAIRS.name(), Topics.FEEDBACK.deadLetters()));
        assertThatThrownBy(() -> Provisioner.verifyRoom(admin, List.of("pairs.small.v1")))
                .isInstanceOf(KafkaException.class)
                .hasMessage("topic pairs.small.v1 takes records of 1,048,588 bytes, and may get some of 4,194,304; set"
                        + " its max.message.bytes");
    }

    @Test
    void verificationNamesUnequalPartitionCounts() throws Exception {
        admin.createTopics(List.of(new NewTopic("responses.uneven.v1", 7, (short) 1)))
                .all()
                .get();

        assertThatThrownBy(() -> Provisioner.verify(admin, List.of(Topics.RESPONSES, named("responses.uneven.v1"))))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("responses.uneven.v1=7");
    }

    private static Topic<GeneratedResponse> named(String name) {
        return new Topic<>(
                name,
                GeneratedResponse.class,
                GeneratedResponse.getClassSchema(),
                true,
                Topic.Cleanup.DELETE,
                Topic.Compatibility.BACKWARD_TRANSITIVE);
    }
}
