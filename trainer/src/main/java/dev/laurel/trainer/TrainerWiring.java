package dev.laurel.trainer;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.objects.ObjectStore;
import dev.laurel.objects.S3Access;
import dev.laurel.objects.S3Location;
import dev.laurel.reward.engine.Engine;
import dev.laurel.schema.Line;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;
import dev.laurel.service.client.ClientSettings;
import dev.laurel.service.client.S3Config;
import dev.laurel.service.line.LinesConfig;
import dev.laurel.service.start.StartChecks;
import dev.laurel.trainer.erase.Eraser;
import dev.laurel.trainer.erase.ErasureLog;
import dev.laurel.trainer.erase.topic.ErasureFeed;
import dev.laurel.trainer.erase.topic.ErasureStatuses;
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
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the trainer together. What is missing stops the start with its name: topic, schema, broker, registry, model file. */
@Singleton
public class TrainerWiring {

    private static final List<Topic<?>> TOPICS =
            List.of(Topics.PAIRS, Topics.MODELS, Topics.ERASURES, Topics.ERASURE_STATUS);

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
                        .map(place -> new CheckpointStores.Remote(
                                ObjectStore.open(new S3Access(s3.endpoint(), s3.region(), s3.pathStyle())),
                                S3Location.parse(place))));
    }

    @Produces
    @Singleton
    BrokerWatch brokerWatch(ClientSettings clients) {
        return new BrokerWatch(clients.ofKafka());
    }

    @Produces
    @Singleton
    Eraser eraser(CheckpointStores stores, ErasureLog erasures, Clock clock) {
        return new Eraser(stores, erasures, clock);
    }

    @Produces
    @Singleton
    Lines lines(
            TrainerConfig config,
            Engine engine,
            LinesConfig configured,
            ErasureLog erasures,
            CheckpointStores stores,
            ClientSettings clients,
            Registry registry,
            TrainerMetrics metrics,
            Clock clock)
            throws IOException {
        new StartChecks("the trainer", clients, registry, config.startTimeout()).verify(TOPICS);
        BaseModel base = config.baseModel().isPresent()
                ? BaseModel.at(config.baseModel().get())
                : BaseModel.starter(config.store(), config.seed());
        WindowReader reader = new WindowReader(
                Topics.PAIRS,
                clients.ofKafka(),
                new RegistrySerde<>(Topics.PAIRS, registry).deserializer(),
                erasures::erased,
                config.window().transactionPatience());
        ModelTopic models =
                new ModelTopic(Topics.MODELS, clients.ofKafka(), new RegistrySerde<>(Topics.MODELS, registry), clock);
        List<LineTrainer> trainers = new ArrayList<>();
        for (Line line : configured.lines()) {
            LineVersions versions = new LineVersions(
                    line.name(),
                    stores.of(line.name()),
                    models,
                    new Retention(config.retention().newest()));
            trainers.add(new LineTrainer(line, TrainerSettings.rules(config), versions, reader, base, engine, clock));
        }
        return new Lines(trainers, metrics, clock);
    }

    @Produces
    @Singleton
    Reproductions reproductions(Lines lines) {
        return new Reproductions(lines);
    }

    @Produces
    @Singleton
    ErasureStatuses erasureStatuses(ClientSettings clients, Registry registry, Clock clock) {
        return new ErasureStatuses(
                Topics.ERASURE_STATUS,
                clients.ofKafka(),
                new RegistrySerde<>(Topics.ERASURE_STATUS, registry).serializer(),
                clock);
    }

    @Produces
    @Singleton
    Erasures erasures(ErasureLog log, Eraser eraser, Lines lines, ErasureStatuses statuses) {
        return new Erasures(log, eraser, lines, statuses);
    }

    @Produces
    @Singleton
    ErasureFeed erasureFeed(Erasures erasures, ClientSettings clients, Registry registry) {
        return new ErasureFeed(
                Topics.ERASURES,
                clients.ofKafka(),
                new RegistrySerde<>(Topics.ERASURES, registry).deserializer(),
                erasures::hear);
    }

    /** @param broker asks from the start on, so that the first answer on health is no guess */
    void start(@Observes StartupEvent event, Lines lines, Eraser eraser, ErasureFeed erasures, BrokerWatch broker)
            throws IOException {
        eraser.completeAll();
        lines.recover();
        erasures.start();
    }

    void stop(
            @Observes ShutdownEvent event,
            Lines lines,
            Engine engine,
            ErasureFeed erasures,
            ErasureStatuses statuses,
            BrokerWatch broker) {
        erasures.close();
        broker.close();
        lines.close();
        statuses.close();
        engine.close();
    }
}
