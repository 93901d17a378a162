package dev.laurel.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.laurel.command.Shell.Ended;
import dev.laurel.command.client.Cluster;
import dev.laurel.command.client.TopicReader;
import dev.laurel.command.console.Exit;
import dev.laurel.objects.ObjectStore;
import dev.laurel.objects.S3Access;
import dev.laurel.objects.S3Location;
import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.starter.StarterModel;
import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Messages;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Selection;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;
import dev.laurel.stack.ObjectServer;
import dev.laurel.stack.Stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Commands that read Laurel's topics, against a real broker and registry. Tests keep apart by their tenants. */
class TopicCommandsIT {

    private static final String LINE = "rescored";

    @TempDir
    static Path directory;

    private static Cluster cluster;
    private static Producer<byte[], byte[]> producer;

    @BeforeAll
    static void provision() {
        Stack stack = Stack.shared();
        cluster = Cluster.at(stack.bootstrapServers(), stack.registryUrl(), new Properties());
        try (Admin admin = cluster.admin()) {
            Provisioner.LOCAL.provision(admin, cluster.registry());
        }
        producer = new KafkaProducer<>(cluster.kafka(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void close() {
        producer.close();
    }

    @Test
    void exportsSelectedAnswersAsConversations() throws Exception {
        selected("sft", "g1", ClosedBy.COMPLETE, 1.5);
        selected("sft", "g2", ClosedBy.TIMEOUT, 2.5);
        selected("other", "g3", ClosedBy.COMPLETE, 2.5);
        producer.flush();
        Path file = directory.resolve("sft.jsonl");

        Ended all = run("export-sft", "--tenant", "sft", "--out", file);

        assertThat(all.exit()).isEqualTo(Exit.OK);
        assertThat(Files.readAllLines(file)).hasSize(2).allSatisfy(line -> assertThat(new ObjectMapper()
                        .readTree(line)
                        .path("messages")
                        .get(1)
                        .path("content")
                        .asText())
                .startsWith("best of g"));

        Ended complete = run("export-sft", "--tenant", "sft", "--complete", "--min-reward", "2", "--out", file);
        assertThat(complete.exit()).isEqualTo(Exit.FAILED);
        assertThat(complete.err()).contains("0 samples");
        assertThat(file).isEmptyFile();
    }

    @Test
    void saysHowFarJudgesAgree() throws Exception {
        for (int i = 0; i < 10; i++) {
            compared("agreeing", "ann", "p" + i, i % 2 == 0 ? ComparisonOutcome.A : ComparisonOutcome.B);
            compared("agreeing", "bob", "p" + i, i % 2 == 0 ? ComparisonOutcome.A : ComparisonOutcome.B);
            compared("agreeing", "cy", "p" + i, ComparisonOutcome.A);
            compared("lonely", "ann", "p" + i, ComparisonOutcome.A);
        }
        producer.flush();

        Ended ended = run("agreement", "--tenant", "agreeing");
        JsonNode json = new ObjectMapper()
                .readTree(run("agreement", "--tenant", "agreeing", "--json").out());
        Ended lonely = run("agreement", "--tenant", "lonely");

        assertThat(ended.exit()).isEqualTo(Exit.OK);
        assertThat(ended.out()).contains("agreeing, task default: comparisons", "30 judgements about 10 units");
        assertThat(json.path("tasks")).hasSize(1);
        assertThat(json.at("/tasks/0/judges/0/judge").asText()).isEqualTo("annotator/cy");
        assertThat(json.at("/tasks/0/low").asDouble())
                .isLessThan(json.at("/tasks/0/alpha").asDouble());
        assertThat(lonely.exit()).isEqualTo(Exit.FAILED);
        assertThat(lonely.out()).startsWith("no two judges spoke of the same answers");
    }

    @Test
    void scoresTheResponsesOfOneTenantAgainAndOnce() throws Exception {
        Path model = directory.resolve("model");
        StarterModel.write(model, 1);
        announce(7, model, HuggingFaceDirectory.open(model).weightDigest());
        for (int i = 0; i < 5; i++) {
            response("again", "r" + i, i == 4 ? " " : "answer " + i);
        }
        response("elsewhere", "r9", "answer");
        producer.flush();

        assertThat(rescore(7, "rescored.v1", "--tenant", "again").exit()).isEqualTo(Exit.OK);
        assertThat(rescore(7, "rescored.v1", "--tenant", "again").exit())
                .isEqualTo(Exit.OK); // finds nothing left to do

        List<ScoredResponse> rescored = rescored("rescored.v1");
        assertThat(rescored)
                .extracting(ScoredResponse::getResponseId)
                .containsExactlyInAnyOrder("r0", "r1", "r2", "r3");
        assertThat(rescored).allSatisfy(one -> {
            assertThat(one.getModelLine()).isEqualTo(LINE);
            assertThat(one.getModelVersion()).isEqualTo(7);
            assertThat(one.getNormalizedReward()).isEqualTo((one.getReward() - 1) / 2);
            assertThat(one.getOrigin().getTopic()).isEqualTo(Topics.RESPONSES.name());
        });

        response("again", "r5", "answer 5");
        producer.flush();
        assertThat(rescore(7, "rescored.v1", "--tenant", "again").exit()).isEqualTo(Exit.OK);
        assertThat(rescored("rescored.v1"))
                .extracting(ScoredResponse::getResponseId)
                .hasSize(5)
                .contains("r5");
    }

    @Test
    void scoresWithAVersionThatAnObjectStoreHolds() throws Exception {
        Path model = directory.resolve("stored");
        StarterModel.write(model, 3);
        Map<String, String> files = new TreeMap<>();
        ObjectServer.CREDENTIALS.forEach(System::setProperty);
        try (ObjectServer server = ObjectServer.start(directory.resolve("server"), "checkpoints");
                ObjectStore objects =
                        ObjectStore.open(new S3Access(Optional.of(server.endpoint()), Optional.empty(), true));
                Stream<Path> all = Files.list(model)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                objects.put(S3Location.parse("s3://checkpoints/nine").resolve(name), file);
                files.put(name, FileDigest.of(file));
            }
            announce(
                    9,
                    checkpoint(
                                    "s3://checkpoints/nine",
                                    HuggingFaceDirectory.open(model).weightDigest())
                            .setFiles(files)
                            .build());
            response("stored", "r0", "answer");
            producer.flush();
            Object[] store = {"--tenant", "stored", "--s3-endpoint", server.endpoint(), "--s3-path-style"};

            assertThat(rescore(9, "rescored.stored.v1", store).exit()).isEqualTo(Exit.OK);

            assertThat(rescored("rescored.stored.v1"))
                    .extracting(ScoredResponse::getResponseId, ScoredResponse::getModelVersion)
                    .containsExactly(tuple("r0", 9));
            server.stop();
            Ended down = rescore(9, "rescored.stored.v1", store);
            assertThat(down.exit()).isEqualTo(Exit.FAILED);
            assertThat(down.err()).contains("object store " + server.endpoint() + " could not fetch");
        }
    }

    @Test
    void namesAVersionThatIsNotThereAndWeightsThatAreNotItsOwn() {
        Path model = directory.resolve("swapped");
        StarterModel.write(model, 2);
        announce(8, model, "cafe");
        producer.flush();

        Ended unknown = rescore(99, "t");
        Ended swapped = rescore(8, "t");
        Ended misread = run("rescore", "--from", "yesterday", "--version", "8", "--topic", "t");

        assertThat(unknown.exit()).isEqualTo(Exit.FAILED);
        assertThat(unknown.err()).contains("version 99 of line rescored");
        assertThat(swapped.exit()).isEqualTo(Exit.FAILED);
        assertThat(swapped.err()).contains("cafe");
        assertThat(misread.exit()).isEqualTo(Exit.USAGE);
        assertThat(misread.err()).contains("\"yesterday\"");
    }

    private static Ended rescore(int version, String topic, Object... more) {
        List<Object> all = new ArrayList<>(List.of("rescore", "--from", "earliest", "--line", LINE));
        all.addAll(List.of("--version", version, "--topic", topic));
        all.addAll(List.of(more));
        return run(all.toArray());
    }

    private static Ended run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap-servers", Stack.shared().bootstrapServers()));
        all.addAll(List.of("--registry-url", Stack.shared().registryUrl()));
        return Shell.run(all.toArray());
    }

    private static List<ScoredResponse> rescored(String name) {
        Topic<ScoredResponse> topic = new Topic<>(
                name,
                ScoredResponse.class,
                Topics.SCORED.schema(),
                true,
                Topics.SCORED.cleanup(),
                Topics.SCORED.compatibility());
        return new TopicReader(cluster)
                .readAll(topic).stream().map(record -> record.value()).toList();
    }

    private static void selected(String tenant, String group, ClosedBy by, double reward) {
        Selection best = Selection.newBuilder()
                .setResponseId("a")
                .setMessages(List.of(Messages.text("user", "Why?"), Messages.text("assistant", "best of " + group)))
                .setNormalizedReward(reward)
                .build();
        send(
                Topics.SELECTED,
                new PromptKey(tenant, "p1").toBytes(),
                SelectedResponse.newBuilder()
                        .setGroupId(group)
                        .setTenant(tenant)
                        .setPromptId("p1")
                        .setSelected(List.of(best))
                        .setExpected(2)
                        .setClosedBy(by)
                        .setModelLine("default")
                        .setEventTime(Instant.EPOCH)
                        .build());
    }

    private static void compared(String tenant, String annotator, String prompt, ComparisonOutcome outcome) {
        send(
                Topics.FEEDBACK,
                new PromptKey(tenant, prompt).toBytes(),
                FeedbackEvent.newBuilder()
                        .setEventId(annotator + " on " + prompt)
                        .setTenant(tenant)
                        .setEventTime(Instant.EPOCH)
                        .setSource(FeedbackSource.newBuilder()
                                .setSystem("test")
                                .setActor(ActorKind.ANNOTATOR)
                                .setAnnotator(annotator)
                                .build())
                        .setPromptId(prompt)
                        .setPayload(new Comparison("a", "b", outcome, null))
                        .build());
    }

    private static void response(String tenant, String id, String text) {
        send(
                Topics.RESPONSES,
                new PromptKey(tenant, id).toBytes(),
                GeneratedResponse.newBuilder()
                        .setResponseId(id)
                        .setTenant(tenant)
                        .setPromptId(id)
                        .setMessages(List.of(Messages.text("user", "Why is the sky blue?")))
                        .setResponse(text)
                        .setEventTime(Instant.EPOCH)
                        .build());
    }

    private static void announce(int version, Path model, String digest) {
        announce(version, checkpoint(model.toUri().toString(), digest).build());
    }

    private static Checkpoint.Builder checkpoint(String uri, String digest) {
        return Checkpoint.newBuilder()
                .setUri(uri)
                .setWeightDigest(digest)
                .setBaseModel("starter")
                .setPairs(0)
                .setMetrics(Map.of())
                .setReferenceMean(1)
                .setReferenceStd(2);
    }

    private static void announce(int version, Checkpoint checkpoint) {
        send(
                Topics.MODELS,
                (LINE + "@" + version).getBytes(StandardCharsets.UTF_8),
                new ModelVersion(LINE, version, Instant.EPOCH, checkpoint));
    }

    private static <V extends SpecificRecord> void send(Topic<V> topic, byte[] key, V value) {
        byte[] bytes =
                new RegistrySerde<>(topic, cluster.registry()).serializer().serialize(topic.name(), value);
        producer.send(new ProducerRecord<>(topic.name(), key, bytes));
    }
}
