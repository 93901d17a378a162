package dev.laurel.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.objects.ObjectStore;
import dev.laurel.objects.S3Location;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.schema.Line;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Stack;
import dev.laurel.trainer.erase.ErasureLog;
import dev.laurel.trainer.line.LineTrainer;
import dev.laurel.trainer.line.Rules;
import dev.laurel.trainer.line.WindowLimits;
import dev.laurel.trainer.promotion.Gate;
import dev.laurel.trainer.promotion.Judge;
import dev.laurel.trainer.promotion.Limits;
import dev.laurel.trainer.publish.CheckpointStores;
import dev.laurel.trainer.publish.LineVersions;
import dev.laurel.trainer.publish.ModelTopic;
import dev.laurel.trainer.publish.Retention;
import dev.laurel.trainer.train.BaseModel;
import dev.laurel.trainer.train.Recipe;
import dev.laurel.trainer.window.ReplayOptions;
import dev.laurel.trainer.window.WindowReader;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A trainer on the shared broker and registry. Tests keep apart by their tenant, which is also the name of their line. */
public final class Lab {

    public static final HoldOut HOLD_OUT = new HoldOut(0.25, "test");

    public static final long CHARACTERS = 1_000_000;
    private static final TrainingOptions OPTIONS = TrainingOptions.DEFAULTS.withLearningRate(3e-3);
    public static final Recipe RECIPE = new Recipe(OPTIONS, OPTIONS.withLearningRate(1e-3), SeveralJudges.SUM);

    private static final Stack STACK = Stack.shared();
    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", STACK.bootstrapServers());
    public static final Registry REGISTRY = Registry.connect(Map.of(Registry.URL, STACK.registryUrl()));
    public static final Engine ENGINE = Engine.start(new EngineOptions("cpu", 2, Dtype.FLOAT32));
    public static final Path BASE = base();

    private final String tenant;
    private final Path root;
    private long windowCharacters = CHARACTERS;
    private ReplayOptions replay = new ReplayOptions(0.5, 1000, CHARACTERS);
    private int averagedVersions;
    private Recipe recipe = RECIPE;
    private Duration checkpointInterval = Duration.ofMinutes(5);
    private Optional<CheckpointStores.Remote> remote = Optional.empty();
    private Retention retention = new Retention(10);

    public Lab(String tenant, Path root) {
        this.tenant = tenant;
        this.root = root;
    }

    private static Path base() {
        try (Admin admin = Admin.create(KAFKA)) {
            Provisioner.LOCAL.provision(admin, REGISTRY);
            return TinyModel.write(Files.createTempDirectory("laurel-tiny-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a trainer's process needs to know of the shared stack and model. */
    public static Map<String, String> settings() {
        return Map.of(
                "kafka.bootstrap.servers", STACK.bootstrapServers(),
                "schema.registry.url", STACK.registryUrl(),
                "laurel.trainer.base-model", BASE.toString());
    }

    /** With a step checkpoint after every step. */
    public Lab savingEveryStep() {
        checkpointInterval = Duration.ZERO;
        return this;
    }

    public Lab replaying(double share) {
        replay = new ReplayOptions(share, 1000, CHARACTERS);
        return this;
    }

    /** In windows of at most so much text. */
    public Lab bounded(long characters) {
        windowCharacters = characters;
        return this;
    }

    public Lab averaging(int versions) {
        averagedVersions = versions;
        return this;
    }

    public Lab learning(double rate) {
        recipe = new Recipe(OPTIONS.withLearningRate(rate), OPTIONS.withLearningRate(rate), recipe.severalJudges());
        return this;
    }

    public Lab weighing(SeveralJudges judges) {
        recipe = new Recipe(recipe.first(), recipe.continued(), judges);
        return this;
    }

    /** With the pairs of each window alone. */
    public Lab withoutReplay() {
        replay = ReplayOptions.NONE;
        return this;
    }

    public Lab keepingIn(ObjectStore objects, S3Location root) {
        remote = Optional.of(new CheckpointStores.Remote(objects, root));
        return this;
    }

    public Lab keepingWeightsOf(int newest) {
        retention = new Retention(newest);
        return this;
    }

    public Line line() {
        return new Line(tenant, Set.of(tenant), Set.of());
    }

    public CheckpointStores stores() {
        return new CheckpointStores(root, remote);
    }

    public LineVersions versions() throws IOException {
        ModelTopic models =
                new ModelTopic(Topics.MODELS, KAFKA, new RegistrySerde<>(Topics.MODELS, REGISTRY), Clock.systemUTC());
        return new LineVersions(tenant, stores().of(tenant), models, retention);
    }

    public WindowReader reader() throws IOException {
        return new WindowReader(
                Topics.PAIRS,
                KAFKA,
                new RegistrySerde<>(Topics.PAIRS, REGISTRY).deserializer(),
                erasures()::erased,
                Duration.ZERO);
    }

    public ErasureLog erasures() throws IOException {
        return new ErasureLog(root, Clock.systemUTC());
    }

    public LineTrainer trainer() throws IOException {
        return new LineTrainer(
                line(),
                new Rules(
                        new WindowLimits(20, 1000, windowCharacters),
                        HOLD_OUT,
                        CHARACTERS,
                        new Gate(Limits.DEFAULT),
                        new Judge(Bootstrap.DEFAULT, 10, List.of(0.0)),
                        recipe,
                        replay,
                        averagedVersions,
                        checkpointInterval),
                versions(),
                reader(),
                new BaseModel("tiny", BASE),
                ENGINE,
                Clock.systemUTC());
    }

    /** Publishes pairs as those of this tenant, and waits for the acknowledgement. */
    public void publish(List<PreferencePair> pairs) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (PreferencePair pair : pairs) {
                producer.send(record(pair)).get();
            }
        }
    }

    /** A record that holds no pair. */
    public void publishRubbish(String promptId) throws Exception {
        publish(promptId, new byte[] {7, 7, 7, 7, 7, 7});
    }

    /** A record whose value is whatever it is. */
    public void publish(String promptId, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            byte[] key = new PromptKey(tenant, promptId).toBytes();
            producer.send(new ProducerRecord<>(Topics.PAIRS.name(), key, value)).get();
        }
    }

    public static Admin admin() {
        return Admin.create(KAFKA);
    }

    /** Has the topic drop all pairs that it holds, as retention would. */
    public void forgetPairs() throws Exception {
        try (Admin admin = Admin.create(KAFKA)) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            int partitions = admin.describeTopics(List.of(Topics.PAIRS.name()))
                    .allTopicNames()
                    .get()
                    .get(Topics.PAIRS.name())
                    .partitions()
                    .size();
            for (int i = 0; i < partitions; i++) {
                all.put(new TopicPartition(Topics.PAIRS.name(), i), RecordsToDelete.beforeOffset(-1)); // all of them
            }
            admin.deleteRecords(all).all().get();
        }
    }

    public KafkaProducer<byte[], byte[]> transactional() {
        KafkaProducer<byte[], byte[]> producer =
                producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "pairs of " + tenant));
        producer.initTransactions();
        return producer;
    }

    public ProducerRecord<byte[], byte[]> record(PreferencePair pair) {
        PreferencePair ours = PreferencePair.newBuilder(pair).setTenant(tenant).build();
        byte[] key = new PromptKey(tenant, pair.getPromptId()).toBytes();
        byte[] value = new RegistrySerde<>(Topics.PAIRS, REGISTRY).serializer().serialize(Topics.PAIRS.name(), ours);
        return new ProducerRecord<>(Topics.PAIRS.name(), key, value);
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(KAFKA);
        settings.putAll(more);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
