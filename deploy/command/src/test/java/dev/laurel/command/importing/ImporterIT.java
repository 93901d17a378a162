package dev.laurel.command.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.laurel.forms.Refusal;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Stack;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Imports into a real broker, with a real registry. Tests keep apart by their tenants. */
class ImporterIT {

    private static final String NOWHERE = "127.0.0.1:9";

    private static Registry registry;
    private static Map<String, Object> kafka;

    @TempDir
    Path directory;

    @BeforeAll
    static void provision() {
        Stack stack = Stack.shared();
        kafka = Map.of("bootstrap.servers", stack.bootstrapServers());
        registry = Registry.connect(Map.of(Registry.URL, stack.registryUrl()));
        try (Admin admin = Admin.create(kafka)) {
            Provisioner.LOCAL.provision(admin, registry);
        }
    }

    @Test
    void aFileImportedTwiceGivesTheSameEventsTwice() throws IOException {
        Path file = pairs(40);
        List<ImportProgress> heard = new ArrayList<>();

        ImportSummary first = importer(kafka).importPairs(file, options("twice"), heard::add);
        ImportSummary second = importer(kafka).importPairs(file, options("twice"), progress -> {});

        assertThat(first).isEqualTo(second);
        assertThat(first.usable()).isEqualTo(40);
        assertThat(first.prompts()).isEqualTo(10);
        assertThat(heard).last().isEqualTo(new ImportProgress(41, Files.size(file), Files.size(file), 40));
        List<ConsumerRecord<String, FeedbackEvent>> records = read(Topics.FEEDBACK, "twice");
        assertThat(records).hasSize(80).allSatisfy(record -> {
            FeedbackEvent event = record.value();
            assertThat(PromptKey.parse(record.key())).isEqualTo(new PromptKey("twice", event.getPromptId()));
            assertThat(record.partition())
                    .isEqualTo(BuiltInPartitioner.partitionForKey(
                            record.key().getBytes(StandardCharsets.UTF_8), Provisioner.LOCAL.partitions()));
            PremadePair pair = (PremadePair) event.getPayload().orElseThrow();
            assertThat(event.getCandidates())
                    .extracting(candidate -> candidate.getResponseId())
                    .containsExactly(pair.getChosen(), pair.getRejected());
        });
        assertThat(records.stream().map(record -> record.value().getEventId()).distinct())
                .hasSize(40);
    }

    @Test
    void answersArePublished() throws IOException {
        Path file = Files.writeString(
                directory.resolve("responses.jsonl"),
                "{\"id\":\"r1\",\"messages\":[{\"role\":\"user\",\"content\":\"你好\"}],\"response\":\"嗯\",\"generator\":\"g\"}");

        ImportSummary summary = importer(kafka).importResponses(file, options("answers"), progress -> {});

        assertThat(summary.usable()).isOne();
        assertThat(read(Topics.RESPONSES, "answers")).singleElement().satisfies(record -> {
            GeneratedResponse response = record.value();
            assertThat(record.key()).isEqualTo("answers/" + response.getPromptId());
            assertThat(response.getResponseId()).isEqualTo("r1");
            assertThat(response.getResponse()).isEqualTo("嗯");
            assertThat(response.getLanguage()).hasValue("zh");
            assertThat(response.getGenerator()).hasValue("g");
        });
    }

    @Test
    void aRecordTheProducerFindsTooLargeIsRefusedByItsLine() throws IOException {
        Path file = Files.writeString(
                directory.resolve("large.jsonl"), pair(1, "Hello.") + "\n" + pair(2, "a".repeat(20_000)) + "\n");
        Map<String, Object> narrow =
                Map.of("bootstrap.servers", kafka.get("bootstrap.servers"), "max.request.size", 10_000);

        ImportSummary summary = importer(narrow).importPairs(file, options("large"), progress -> {});

        assertThat(summary.usable()).isOne();
        assertThat(summary.refused().get(Refusal.TOO_LARGE).examples())
                .singleElement()
                .satisfies(example -> assertThat(example.line()).isEqualTo(2))
                .satisfies(example ->
                        assertThat(example.problem()).contains("10000").contains("max.request.size"));
        assertThat(read(Topics.FEEDBACK, "large")).hasSize(1);
    }

    @Test
    void aBrokerThatIsDownIsNamed() throws IOException {
        Path file = pairs(1);
        Importer importer = importer(
                Map.of("bootstrap.servers", NOWHERE, "default.api.timeout.ms", 1_500, "request.timeout.ms", 1_000));

        assertThatThrownBy(() -> importer.importPairs(file, options("down"), progress -> {}))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining(NOWHERE);
    }

    @Test
    void aRegistryThatIsDownIsNamed() throws IOException {
        Path file = pairs(1);
        Registry nowhere = Registry.connect(Map.of(Registry.URL, "http://" + NOWHERE));
        Importer importer = new Importer(kafka, nowhere, Clock.systemUTC());

        assertThatThrownBy(() -> importer.importPairs(file, options("down"), progress -> {}))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("schema registry at http://" + NOWHERE + " does not answer");
    }

    private static Importer importer(Map<String, Object> kafka) {
        return new Importer(kafka, registry, Clock.systemUTC());
    }

    private static ImportOptions options(String tenant) {
        return ImportOptions.DEFAULTS.tenant(tenant);
    }

    /** That many pairs, four of each prompt, and one row that is no pair. */
    private Path pairs(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(pair(i / 4, "Answer " + i));
        }
        lines.add("{}");
        return Files.write(directory.resolve("pairs.jsonl"), lines);
    }

    private static String pair(int prompt, String chosen) {
        return "{\"prompt\":\"Question " + prompt + "\",\"chosen\":\"" + chosen + "\",\"rejected\":\"No.\"}";
    }

    /** Everything a topic holds of a tenant. */
    private static <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(Topic<V> topic, String tenant) {
        List<ConsumerRecord<String, V>> found = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                kafka, new StringDeserializer(), new RegistrySerde<>(topic, registry).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
            }
        }
        found.removeIf(record -> !record.key().startsWith(tenant + "/"));
        return found;
    }
}
