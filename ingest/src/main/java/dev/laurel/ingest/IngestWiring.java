package dev.laurel.ingest;

import java.time.Clock;
import java.util.List;

import dev.laurel.gates.Gates;
import dev.laurel.ingest.erase.Erasures;
import dev.laurel.ingest.pair.PairSettings;
import dev.laurel.ingest.rest.Publisher;
import dev.laurel.schema.Registry;
import dev.laurel.schema.RestartBackoff;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;
import dev.laurel.service.client.ClientSettings;
import dev.laurel.service.start.StartChecks;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts ingest together, and starts and stops it. */
@ApplicationScoped
class IngestWiring {

    private static final Logger LOG = LoggerFactory.getLogger(IngestWiring.class);

    private static final List<Topic<?>> TOPICS = List.of(
            Topics.FEEDBACK,
            Topics.UNJOINED,
            Topics.RESPONSES,
            Topics.PROMPT_IDS,
            Topics.PAIRS,
            Topics.ERASURES,
            Topics.ERASURE_STATUS);
    private static final List<String> DERIVED = List.of(
            Topics.PAIRS.name(),
            Topics.PROMPT_IDS.name(),
            Topics.FEEDBACK.deadLetters(),
            Topics.UNJOINED.deadLetters(),
            Topics.RESPONSES.deadLetters());

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Publisher publisher(ClientSettings settings, Registry registry, IngestConfig config) {
        return new Publisher(
                settings.kafka(),
                registry,
                config.publishTimeout(),
                config.maxRecordSize().asLongValue());
    }

    @Produces
    @Singleton
    Erasures erasures(ClientSettings settings, Registry registry, IngestConfig config, Clock clock) {
        return new Erasures(settings.ofKafka(), registry, config.publishTimeout(), clock);
    }

    @Produces
    @Singleton
    StreamWatch streamWatch(Clock clock, IngestConfig config) {
        return new StreamWatch(clock, config.refuseAfter());
    }

    @Produces
    @Singleton
    PairStreams pairStreams(
            ClientSettings settings,
            Registry registry,
            IngestConfig config,
            MeterRegistry meters,
            StreamWatch watch,
            Clock clock) {
        LedgerLimits limits = new LedgerLimits(
                config.ledger().timeToLive(),
                config.ledger().longestWait(),
                Math.toIntExact(config.ledger().maxSize().asLongValue()));
        Topology topology = IngestTopology.build(
                IngestTopology.Values.of(registry),
                new PairSettings(config.pairs().anonymousThumbs(), Gates.read(config.gates())),
                limits,
                new JoinLimits(config.join().timeToLive(), config.join().longestWait()),
                new IngestMetrics(meters));
        return new PairStreams(
                topology,
                PairStreams.properties(settings, config.applicationId(), config.stateDir()),
                meters,
                watch,
                new RestartBackoff(clock, config.threadFailures()),
                IngestWiring::end);
    }

    /** Ends the process, so that a supervisor starts a new one. */
    private static void end(String reason) {
        LOG.error("ingest ends: {}", reason);
        Quarkus.asyncExit(1);
    }

    void start(
            @Observes StartupEvent event,
            ClientSettings settings,
            Registry registry,
            IngestConfig config,
            Instance<PairStreams> streams) {
        StartChecks checks = new StartChecks("ingest", settings, registry, config.startTimeout());
        checks.verify(TOPICS);
        checks.verifyRoom(DERIVED);
        streams.get().start();
        LOG.info(
                "ingest started application={} kafka={} state={}",
                config.applicationId(),
                settings.bootstrapServers(),
                config.stateDir());
    }

    void stop(@Observes ShutdownEvent event, PairStreams streams, Publisher publisher) {
        publisher.close();
        streams.close();
    }
}
