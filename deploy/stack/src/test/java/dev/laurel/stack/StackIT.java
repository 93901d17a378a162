package dev.laurel.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StackIT {

    private static final String TOPIC = "praise.given.v1";

    @TempDir
    Path data;

    @Test
    void brokerAndRegistryAnswer() throws Exception {
        Path directory;
        try (Stack stack = Stack.forTests();
                Admin admin = admin(stack)) {
            directory = stack.data();

            createTopic(admin);

            assertThat(admin.listTopics().names().get()).containsExactly(TOPIC);
            assertThat(RegistryCalls.register(stack, TOPIC + "-value", "{\"type\":\"string\"}"))
                    .isEqualTo("{\"id\":1}");
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void theSharedStackIsStartedOnce() {
        assertThat(Stack.shared()).isSameAs(Stack.shared());
        assertThat(Stack.shared().bootstrapServers()).startsWith("127.0.0.1:");
    }

    @Test
    void brokerAndRegistryKeepTheirDataWhenKilled() throws Exception {
        Recorder recorder = new Recorder();
        StackOptions options = StackOptions.keeping(Checkout.find(), data)
                .parts(Set.of(Part.BROKER, Part.REGISTRY))
                .ports(Ports.random())
                .listener(recorder);
        try (Stack stack = Stack.start(options);
                Admin admin = admin(stack)) {
            createTopic(admin);
            RegistryCalls.register(stack, TOPIC + "-value", RegistryCalls.record("praise"));
            recorder.process(Part.REGISTRY).destroyForcibly();
            recorder.process(Part.BROKER).destroyForcibly();
        }

        try (Stack stack = Stack.start(options);
                Admin admin = admin(stack)) {
            assertThat(admin.listTopics().names().get()).containsExactly(TOPIC);
            assertThat(RegistryCalls.register(stack, "other-value", RegistryCalls.record("other")))
                    .isEqualTo("{\"id\":2}");
            assertThat(RegistryCalls.register(stack, TOPIC + "-value", RegistryCalls.record("praise")))
                    .isEqualTo("{\"id\":1}");
            assertThat(RegistryCalls.register(stack, TOPIC + "-value", RegistryCalls.record("blame")))
                    .as("a field without a default is not backward compatible")
                    .contains("\"error_code\":409");
        }
    }

    @Test
    void aMessageOfTwoMegabytesIsRefused() throws Exception {
        Stack stack = Stack.shared();
        String topic = "large.messages.v1";
        try (Admin admin = admin(stack);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.bootstrapServers(), "max.request.size", 4_000_000),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
                    .all()
                    .get();

            assertThat(producer.send(new ProducerRecord<>(topic, new byte[1_000_000]))
                            .get()
                            .offset())
                    .isZero();
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, new byte[2_000_000]))
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    private static Admin admin(Stack stack) {
        return Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
    }

    private static void createTopic(Admin admin) throws Exception {
        admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(3), Optional.empty())))
                .all()
                .get();
    }
}
