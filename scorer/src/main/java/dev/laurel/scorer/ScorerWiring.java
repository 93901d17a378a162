package dev.laurel.scorer;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.objects.ObjectStore;
import dev.laurel.objects.S3Access;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.schema.Failures;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.RestartBackoff;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;
import dev.laurel.scorer.batch.BatchBounds;
import dev.laurel.scorer.batch.BatchScorer;
import dev.laurel.scorer.batch.ResponseReader;
import dev.laurel.scorer.drift.DriftRules;
import dev.laurel.scorer.live.Announced;
import dev.laurel.scorer.live.Challenger;
import dev.laurel.scorer.live.CheckpointFiles;
import dev.laurel.scorer.live.FollowedModels;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.LiveModel;
import dev.laurel.scorer.live.LiveModels;
import dev.laurel.scorer.live.ModelFollower;
import dev.laurel.scorer.select.GroupRules;
import dev.laurel.scorer.stream.ScoredRecords;
import dev.laurel.scorer.stream.ScorerTopology;
import dev.laurel.scorer.stream.ScoringStream;
import dev.laurel.scorer.verdict.Policies;
import dev.laurel.scorer.watch.DriftBoard;
import dev.laurel.scorer.watch.PolicyMetrics;
import dev.laurel.scorer.watch.ScorerMetrics;
import dev.laurel.service.client.ClientSettings;
import dev.laurel.service.client.S3Config;
import dev.laurel.service.line.LinesConfig;
import dev.laurel.service.problem.Traces;
import dev.laurel.service.start.StartChecks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the scorer together and takes it apart: check, engine, stream, follower; at the end follower and stream before the models, the models before the
 * engine.
 *
 * <p>Quarkus' Kafka Streams extension is not used, because it starts the stream as soon as its topics exist. Here the stream starts when there is a
 * model, and must have ended before the models go.
 */
@Singleton
public class ScorerWiring {

    private static final Logger LOG = LoggerFactory.getLogger(ScorerWiring.class);

    private static final List<Topic<?>> TOPICS =
            List.of(Topics.RESPONSES, Topics.MODELS, Topics.SCORED, Topics.SELECTED);
    private static final List<String> OUTPUTS = List.of(
            Topics.SCORED.name(),
            Topics.RESPONSES.deadLetters(),
            Topics.SELECTED.name(),
            Topics.SELECTED.deadLetters());

    private final ScorerConfig config;
    private final ClientSettings clients;
    private final Registry registry;
    private final MeterRegistry meters;
    private final Clock clock = Clock.systemUTC();
    private final ScorerMetrics metrics;
    private final DriftBoard drift;
    private final Lines lines;
    private final LiveModels models;
    private final FollowedModels following;
    private final BatchBounds bounds;
    private final CheckpointFiles files;
    private final Policies policies;

    private Optional<Engine> engine = Optional.empty();
    private Optional<ModelFollower> follower = Optional.empty();
    private Optional<ResponseReader> reader = Optional.empty();
    private volatile Optional<ScoringStream> stream = Optional.empty();

    public ScorerWiring(
            ScorerConfig config,
            LinesConfig lines,
            S3Config s3,
            ClientSettings clients,
            Registry registry,
            MeterRegistry meters) {
        this.config = config;
        this.clients = clients;
        this.registry = registry;
        this.meters = meters;
        this.metrics = new ScorerMetrics(meters);
        this.drift = new DriftBoard(meters, driftRules(config.drift()));
        this.lines = new Lines(lines.lines());
        this.models = new LiveModels(metrics, clock);
        this.following = new FollowedModels(this.lines, config.challengers());
        this.files = new CheckpointFiles(
                config.cache(), () -> ObjectStore.open(new S3Access(s3.endpoint(), s3.region(), s3.pathStyle())));
        this.bounds = new BatchBounds(
                config.batch().maxResponses(),
                config.maxPollInterval(),
                config.transactionTimeout(),
                config.commitInterval());
        this.policies = new Policies(config.policies().file(), new PolicyMetrics(meters), clock);
    }

    void start(@Observes StartupEvent event) {
        Map<String, String> kafka = clients.kafka();
        StartChecks checks = new StartChecks("the scorer", clients, registry, config.startTimeout());
        checks.verify(TOPICS);
        int maxRecordBytes =
                checks.ask(admin -> Math.min(Provisioner.DERIVED_RECORD_BYTES, Provisioner.room(admin, OUTPUTS)));
        engine = Optional.of(Engine.start(engineOptions()));
        ScoringStream scoring = stream(kafka, registry, maxRecordBytes);
        stream = Optional.of(scoring);
        follower = Optional.of(follower(kafka, registry, scoring));
        follower.get().start();
        policies.watch(config.policies().checkEvery());
    }

    void stop(@Observes ShutdownEvent event) {
        reader.ifPresent(ResponseReader::close);
        stream.ifPresent(ScoringStream::close);
        follower.ifPresent(ModelFollower::close);
        files.close();
        policies.close();
        models.close();
        engine.ifPresent(Engine::close);
    }

    /** The stream's state; CREATED while no model has been active. */
    KafkaStreams.State streamState() {
        return stream.map(ScoringStream::state).orElse(KafkaStreams.State.CREATED);
    }

    int partitions() {
        return stream.map(ScoringStream::partitions).orElse(0);
    }

    /** What keeps the stream from going on, for people to read; empty if nothing does. */
    Optional<String> trouble() {
        return reader.flatMap(ResponseReader::waitsFor).or(() -> stream.flatMap(ScoringStream::trouble));
    }

    @Produces
    @Singleton
    LiveModels models() {
        return models;
    }

    @Produces
    @Singleton
    DriftBoard drift() {
        return drift;
    }

    @Produces
    @Singleton
    Lines lines() {
        return lines;
    }

    @Produces
    @Singleton
    Policies policies() {
        return policies;
    }

    private EngineOptions engineOptions() {
        EngineOptions defaults = EngineOptions.defaults();
        return new EngineOptions(
                config.engine().device(),
                config.engine().threads().orElse(defaults.threads()),
                config.engine().dtype());
    }

    private ScoringStream stream(Map<String, String> kafka, Registry registry, int maxRecordBytes) {
        ScorerTopology.Values values = ScorerTopology.Values.of(registry);
        ScoredRecords records = new ScoredRecords(StreamsSettings.instance(config), maxRecordBytes, policies::verifier);
        ResponseReader responses = new ResponseReader(values.responses(), bounds.patience());
        reader = Optional.of(responses);
        ScoringStream scoring = new ScoringStream(
                ScorerTopology.build(values, records, groupRules(), drift, metrics, clock),
                StreamsSettings.of(config, kafka),
                new BatchScorer(responses, lines, models, bounds, metrics, clock),
                new RestartBackoff(clock, config.threadFailures()),
                config.drainTimeout(),
                config.leaveGroupOnStop()
                        ? GroupMembershipOperation.LEAVE_GROUP
                        : GroupMembershipOperation.REMAIN_IN_GROUP,
                ScorerWiring::jvmEnds,
                error -> end("stream", error));
        new KafkaStreamsMetrics(scoring.streams()).bindTo(meters);
        return scoring;
    }

    private GroupRules groupRules() {
        ScorerConfig.BestOfN bestOfN = config.bestOfN();
        return new GroupRules(bestOfN.keep(), bestOfN.timeout(), bestOfN.remember(), bestOfN.maxGroupSize());
    }

    private static DriftRules driftRules(ScorerConfig.Drift drift) {
        return new DriftRules(
                drift.referenceName(), drift.reference(), drift.window(), drift.psiAlarm(), drift.ksAlarm());
    }

    private ModelFollower follower(Map<String, String> kafka, Registry registry, ScoringStream scoring) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, config.applicationId() + "-models");
        return new ModelFollower(
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                new RegistrySerde<>(Topics.MODELS, registry).deserializer(),
                following,
                models,
                this::load,
                new ModelFollower.Listener() {
                    @Override
                    public void ready() {
                        scoring.start();
                    }

                    @Override
                    public void failed(Throwable error) {
                        end("model follower", error);
                    }
                },
                config.retryRefusedAfter(),
                clock);
    }

    private LiveModel load(Announced announced) {
        LiveModel model =
                LiveModel.load(announced, files.directory(announced), config.overlongPrompt(), engine.orElseThrow());
        files.keepLatest(announced);
        double forwards = 1
                + Optional.ofNullable(following.challengers().get(announced.line()))
                        .map(Challenger::share)
                        .orElse(0.0);
        bounds.complaints(model.maxTokens(), model.tokensPerSecond() / forwards)
                .forEach(complaint ->
                        LOG.warn("{} line={} version={}", complaint, announced.line(), announced.version()));
        return model;
    }

    /** Ends the process: what failed is not repaired by going on, and a supervisor starts a new one. */
    private static void end(String part, Throwable error) {
        if (jvmEnds()) {
            LOG.info("{} ended in the middle of its work; what was not committed is done again", part);
        } else {
            LOG.error(
                    "{} failed, the scorer ends reason=\"{}\"",
                    part,
                    Failures.shown(error),
                    Traces.withoutMessages(error));
            Quarkus.asyncExit(1);
        }
    }

    /** Whether the process was told to end, upon which the engine refuses work at once, and Java refuses shutdown hooks. */
    private static boolean jvmEnds() {
        Thread hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return !Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
