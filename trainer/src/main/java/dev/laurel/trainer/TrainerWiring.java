package dev.laurel.trainer;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.laurel.objects.ObjectStore;
import dev.laurel.objects.S3Location;
import dev.laurel.reward.engine.Engine;
import dev.laurel.schema.ConfigurationKeys;
import dev.laurel.schema.Line;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.RegistryUnavailableException;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;
import dev.laurel.trainer.erase.Eraser;
import dev.laurel.trainer.erase.ErasureLog;
import dev.laurel.trainer.line.LineTrainer;
import dev.laurel.trainer.publish.BrokerWatch;
import dev.laurel.trainer.publish.CheckpointStores;
import dev.laurel.trainer.publish.LineVersions;
import dev.laurel.trainer.publish.ModelTopic;
import dev.laurel.trainer.publish.Retention;
import dev.laurel.trainer.train.BaseModel;
import dev.laurel.trainer.window.WindowReader;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.eclipse.microprofile.config.Config;

/** Puts the trainer together. What is missing stops the start with its name: topic, schema, broker, registry, model file. */
@Singleton
public class TrainerWiring {

    private static final List<Topic<?>> TOPICS = List.of(Topics.PAIRS, Topics.MODELS);
    private static final List<String> REGISTRY_PREFIXES = List.of("schema.registry.", "basic.auth.", "bearer.auth.");
    private static final String START_TIMEOUT_MS = "15000";

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Engine engine(TrainerConfig config) {
        return Engine.start(TrainerSettings.engine(config));
    }

    @Produces
    @Singleton
    TrainerMetrics metrics(MeterRegistry meters, Clock clock) {
        return new TrainerMetrics(meters, clock);
    }

    @Produces
    @Singleton
    ErasureLog erasureLog(TrainerConfig config, Clock clock) throws IOException {
        return new ErasureLog(config.store(), clock);
    }

    @Produces
    @Singleton
    CheckpointStores stores(TrainerConfig config, S3Config s3) {
        return new CheckpointStores(
                config.store(),
                config.objectStore()
                        .map(place ->
                                new CheckpointStores.Remote(ObjectStore.open(s3.access()), S3Location.parse(place))));
    }

    @Produces
    @Singleton
    BrokerWatch brokerWatch(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new BrokerWatch(kafka);
    }

    @Produces
    @Singleton
    Eraser eraser(CheckpointStores stores, ErasureLog erasures, Clock clock) {
        return new Eraser(stores, erasures, clock);
    }

    @Produces
    @Singleton
    TrainerService service(
            TrainerConfig config,
            Engine engine,
            LinesConfig lines,
            ErasureLog erasures,
            CheckpointStores stores,
            Config names,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TrainerMetrics metrics,
            Clock clock)
            throws IOException {
        ConfigurationKeys.requireKnown(names.getPropertyNames());
        requireTopics(kafka);
        Registry registry = Registry.connect(registrySettings(names));
        requireSchemas(registry);
        BaseModel base = config.baseModel().isPresent()
                ? BaseModel.at(config.baseModel().get())
                : BaseModel.starter(config.store(), config.seed());
        WindowReader reader = new WindowReader(
                Topics.PAIRS,
                kafka,
                new RegistrySerde<>(Topics.PAIRS, registry).deserializer(),
                erasures::erased,
                config.window().transactionPatience());
        ModelTopic models = new ModelTopic(Topics.MODELS, kafka, new RegistrySerde<>(Topics.MODELS, registry), clock);
        List<LineTrainer> trainers = new ArrayList<>();
        for (Line line : lines.lines()) {
            LineVersions versions = new LineVersions(
                    line.name(),
                    stores.of(line.name()),
                    models,
                    new Retention(config.retention().newest()));
            trainers.add(new LineTrainer(line, TrainerSettings.rules(config), versions, reader, base, engine, clock));
        }
        return new TrainerService(trainers, metrics, clock);
    }

    @Produces
    @Singleton
    Reproductions reproductions(TrainerService service) {
        return new Reproductions(service);
    }

    @Produces
    @Singleton
    Erasures erasures(ErasureLog log, Eraser eraser, TrainerService service) {
        return new Erasures(log, eraser, service);
    }

    /** @param broker asks from the start on, so that the first answer on health is no guess */
    void start(@Observes StartupEvent event, TrainerService service, Eraser eraser, BrokerWatch broker)
            throws IOException {
        eraser.completeAll();
        service.recover();
    }

    void stop(@Observes ShutdownEvent event, TrainerService service, Engine engine, BrokerWatch broker) {
        broker.close();
        service.close();
        engine.close();
    }

    private static void requireTopics(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, START_TIMEOUT_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, START_TIMEOUT_MS);
        try (Admin admin = Admin.create(settings)) {
            Provisioner.verify(admin, TOPICS);
        } catch (KafkaException e) {
            throw new KafkaException(
                    "the trainer does not start: broker at %s (kafka.bootstrap.servers): %s"
                            .formatted(kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG), e.getMessage()),
                    e);
        }
    }

    private static void requireSchemas(Registry registry) {
        try {
            registry.verify(TOPICS);
        } catch (RegistryUnavailableException | SerializationException e) {
            throw new IllegalStateException(
                    "the trainer does not start: %s (%s)".formatted(e.getMessage(), Registry.URL), e);
        }
    }

    private static Map<String, String> registrySettings(Config config) {
        Map<String, String> settings = new HashMap<>();
        for (String name : config.getPropertyNames()) {
            if (REGISTRY_PREFIXES.stream().anyMatch(name::startsWith)) {
                config.getOptionalValue(name, String.class).ifPresent(value -> settings.put(name, value));
            }
        }
        config.getOptionalValue(Registry.URL, String.class).ifPresent(url -> settings.put(Registry.URL, url));
        return settings;
    }
}
