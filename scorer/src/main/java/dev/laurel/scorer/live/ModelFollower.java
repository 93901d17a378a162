package dev.laurel.scorer.live;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.RegistryUnavailableException;
import dev.laurel.schema.RestartBackoff;
import dev.laurel.schema.Topics;
import dev.laurel.schema.accept.Shown;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link LiveModels} at what {@code reward.models.v1} says: reads the topic from its beginning, without a consumer group, and loads each line's
 * champion on its own thread, and the challengers that are tried out. First it reads to the end, so that of a long history only the last champion is
 * loaded.
 *
 * <p>A version that cannot be loaded or verified is refused and tried again after a while; the active one stays.
 */
public final class ModelFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFollower.class);
    private static final Duration REGISTRY_RETRY = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<ModelVersion> reader;
    private final FollowedModels following;
    private final LiveModels models;
    private final Function<Announced, LiveModel> loader;
    private final Listener listener;
    private final Duration retryAfter;
    private final Clock clock;

    private final Announcements announcements = new Announcements();
    private final Map<Announced, Instant> refusedAt = new HashMap<>();
    private final Thread thread = new Thread(this::run, "model-follower");
    private boolean ready; // on the follower's thread
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What the follower reports, on its thread. */
    public interface Listener {
        /** The topic was read to its end, its champions were loaded, and at least one line has an active version. Once. */
        void ready();

        /** The follower cannot go on. */
        void failed(Throwable error);
    }

    /**
     * A follower that is not yet running.
     *
     * @param consumer read_committed, without a group; closed by the follower
     * @param reader throws SerializationException for what is no ModelVersion
     * @param loader loads and verifies a version; throws RuntimeException where it cannot be used
     * @param retryAfter how long a refused champion is left alone before it is tried again
     */
    public ModelFollower(
            Consumer<byte[], byte[]> consumer,
            Deserializer<ModelVersion> reader,
            FollowedModels following,
            LiveModels models,
            Function<Announced, LiveModel> loader,
            Listener listener,
            Duration retryAfter,
            Clock clock) {
        this.consumer = consumer;
        this.reader = reader;
        this.following = following;
        this.models = models;
        this.loader = loader;
        this.listener = listener;
        this.retryAfter = retryAfter;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    /** Ends after the load in progress, if there is one. */
    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean closing() {
        return closing.getCount() == 0;
    }

    private void awaitClosing(Duration atMost) {
        try {
            closing.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void run() {
        try (consumer) {
            followAgainAndAgain();
        } catch (WakeupException e) {
            LOG.debug("model follower woken up to close");
        } catch (RuntimeException | Error e) {
            if (!closing()) {
                listener.failed(e);
            }
        }
    }

    /** A broker that does not answer in time is asked again, from the topic's beginning; what is active stays meanwhile. */
    private void followAgainAndAgain() {
        RestartBackoff restarts = new RestartBackoff(clock);
        while (!closing()) {
            try {
                follow();
            } catch (RetriableException e) {
                Duration pause = restarts.afterFailure().orElseThrow(() -> e);
                LOG.warn("announcements cannot be read, tried again in {} s", pause.toSeconds(), e);
                awaitClosing(pause);
            }
        }
    }

    private void follow() {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.MODELS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!closing()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            read(records);
            boolean reachedEnd = partitions.stream().allMatch(at -> consumer.position(at) >= ends.get(at));
            if (reachedEnd) {
                explain();
            }
            if (reachedEnd && !reconcile() && records.isEmpty()) {
                models.settled();
                if (!ready && models.any()) {
                    ready = true;
                    listener.ready();
                }
            }
        }
    }

    private void explain() {
        following
                .lines()
                .all()
                .forEach(line -> models.explain(
                        line.name(), announcements.lacking(line.name()).orElse("its champion is not loaded yet")));
    }

    private void read(ConsumerRecords<byte[], byte[]> records) {
        try {
            records.forEach(this::read);
        } catch (RegistryUnavailableException e) {
            LOG.warn("registry silent, reading the announcements again soon: {}", e.getMessage());
            following
                    .lines()
                    .all()
                    .forEach(line -> models.explain(
                            line.name(), "registry silent, the announcements are not read yet: " + e.getMessage()));
            records.partitions()
                    .forEach(at -> consumer.seek(at, records.records(at).get(0).offset()));
            awaitClosing(REGISTRY_RETRY);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        try {
            if (record.value() == null) {
                announcements.forget(key);
            } else {
                announcements.add(reader.deserialize(record.topic(), record.headers(), record.value()));
            }
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            String reason = e instanceof SerializationException || e instanceof IllegalArgumentException
                    ? String.valueOf(e.getMessage())
                    : e.getClass().getName();
            announcements.misunderstand(key, reason);
            LOG.error(
                    "announcement not understood offset={} key={} reason={}",
                    record.offset(),
                    Shown.of(key),
                    Shown.of(reason));
        }
    }

    /** Loads the champions that are not active; whether there were any. */
    private boolean reconcile() {
        List<Announced> missing = announcements.champions().stream()
                .filter(champion -> following.lines().named(champion.line()).isPresent())
                .filter(champion -> !isActive(champion) && !refusedLately(champion))
                .toList();
        retireChallengers(); // first, for one may have become champion, and need not be there twice
        for (Announced champion : missing) {
            if (!closing()) {
                take(champion);
            }
        }
        following.challengers().forEach(this::challenge);
        return !missing.isEmpty();
    }

    private void retireChallengers() {
        following.challengers().forEach((line, terms) -> {
            if (models.challenger(line).isPresent() && !models.challenger(line).equals(wanted(line, terms))) {
                models.retire(line);
            }
        });
    }

    private void challenge(String line, Challenger terms) {
        wanted(line, terms)
                .filter(version -> !closing() && !refusedLately(version))
                .filter(version ->
                        models.challenger(line).isEmpty() && models.active(line).isPresent())
                .ifPresent(version -> {
                    try {
                        models.challenge(new ShadowModel(loader.apply(version), terms));
                    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                        refusedAt.put(version, clock.instant());
                        LOG.error("challenger refused line={} version={}", line, version.version(), e);
                    }
                });
    }

    private Optional<Announced> wanted(String line, Challenger terms) {
        return terms.share() == 0 ? Optional.empty() : announcements.challenger(line, terms);
    }

    private boolean isActive(Announced champion) {
        return models.active(champion.line())
                .filter(now -> now.model().announced().equals(champion))
                .isPresent();
    }

    private boolean refusedLately(Announced champion) {
        Instant at = refusedAt.get(champion);
        return at != null && clock.instant().isBefore(at.plus(retryAfter));
    }

    private void take(Announced champion) {
        try {
            models.activate(loader.apply(champion));
            refusedAt.remove(champion);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            refusedAt.put(champion, clock.instant());
            models.refuse(champion, e instanceof Error ? e.toString() : String.valueOf(e.getMessage()));
            LOG.error(
                    "model refused line={} version={} uri={}", champion.line(), champion.version(), champion.uri(), e);
        }
    }
}
