package dev.laurel.scorer.batch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.laurel.reward.engine.Engine;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Line;
import dev.laurel.schema.Messages;
import dev.laurel.scorer.Samples;
import dev.laurel.scorer.Starters;
import dev.laurel.scorer.live.Challenger;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.LiveModels;
import dev.laurel.scorer.live.ShadowModel;
import dev.laurel.scorer.watch.ScorerMetrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScoringConsumerTest {

    private static final TopicPartition FIRST = new TopicPartition("responses", 0);
    private static final TopicPartition SECOND = new TopicPartition("responses", 1);
    private static final TopicPartition OTHER = new TopicPartition("other", 0);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T08:00:03Z"), ZoneOffset.UTC);
    private static final Lines LINES = new Lines(Stream.of("rich", "plain", "ending")
            .map(name -> new Line(name, Set.of(), Set.of(name)))
            .toList());

    private static final BatchBounds BOUNDS =
            new BatchBounds(256, Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofMillis(50));

    /** The place in a batch may decide the last bits of a sum. */
    private static final Offset<Double> LAST_BITS = Offset.offset(1e-5);

    @TempDir
    static Path store;

    private static Engine engine;
    private static Path checkpoint;
    private static LiveModels models;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScorerMetrics metrics = new ScorerMetrics(meters);
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
    private final Consumer<byte[], byte[]> consumer = ScoringConsumer.wrap(
            kafka, "responses", new BatchScorer(Samples.responses(), LINES, models, BOUNDS, metrics, CLOCK));

    @BeforeAll
    static void loadModel() {
        engine = Starters.engine();
        checkpoint = Starters.write(store.resolve("model"), 1);
        models = new LiveModels(new ScorerMetrics(new SimpleMeterRegistry()), CLOCK);
        models.activate(Starters.load("rich", 3, checkpoint, engine));
    }

    @AfterAll
    static void closeModel() {
        models.close();
        engine.close();
    }

    @BeforeEach
    void assign() {
        kafka.assign(List.of(FIRST, SECOND, OTHER));
        kafka.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L, OTHER, 0L));
    }

    @Test
    void scoresAPollAsOneBatchOverAllPartitions() {
        add(FIRST, 0, rich("r1"));
        add(FIRST, 1, rich("r2"));
        add(SECOND, 0, rich("r3"));

        ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ZERO);

        assertThat(polled.nextOffsets()).containsOnlyKeys(FIRST, SECOND);
        assertThat(outcomes(polled)).hasSize(3).allSatisfy(outcome -> {
            assertThat(outcome.batchSize()).isEqualTo(3);
            assertThat(outcome.judgement()).isInstanceOfSatisfying(Reward.class, reward -> {
                assertThat(reward.line()).isEqualTo("rich");
                assertThat(reward.version()).isEqualTo(3);
                assertThat(reward.normalized()).isEqualTo((reward.raw() - 1) / 2);
            });
        });
        assertThat(meters.get("laurel.scorer.batch.responses").summary().max()).isEqualTo(3);
    }

    @Test
    void givesAResponseTheSameRewardInAnyBatch() {
        GeneratedResponse longer = Samples.response("r2")
                .setTask("rich")
                .setResponse("It scatters. ".repeat(40))
                .build();
        add(FIRST, 0, rich("r1"));
        double alone = reward(consumer.poll(Duration.ZERO), 0).raw();
        add(FIRST, 1, longer);
        add(FIRST, 2, rich("r3"));

        assertThat(reward(consumer.poll(Duration.ZERO), 1).raw()).isCloseTo(alone, LAST_BITS);
    }

    @Test
    void tellsHowLongTheOldestHadWaitedUntilNobodyWaits() {
        long now = CLOCK.millis();
        kafka.addRecord(new ConsumerRecord<>(
                FIRST.topic(),
                0,
                0,
                now - 4_000,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                key(),
                Samples.bytes(rich("r1")),
                new RecordHeaders(),
                Optional.empty()));

        consumer.poll(Duration.ZERO);
        assertThat(meters.get("laurel.scorer.lag").gauge().value()).isEqualTo(4);
        assertThat(meters.get("laurel.scorer.queue.wait").timer().max(TimeUnit.SECONDS))
                .isEqualTo(4);

        consumer.poll(Duration.ZERO);
        assertThat(meters.get("laurel.scorer.lag").gauge().value()).isZero();
    }

    @Test
    void letsAChallengerJudgeItsShareBesideTheChampion() {
        LiveModels tried = new LiveModels(metrics, CLOCK);
        tried.activate(Starters.load("rich", 3, checkpoint, engine));
        tried.challenge(new ShadowModel(Starters.load("rich", 4, checkpoint, engine), Challenger.parse("4", 0.5)));
        Consumer<byte[], byte[]> trying = ScoringConsumer.wrap(
                kafka, "responses", new BatchScorer(Samples.responses(), LINES, tried, BOUNDS, metrics, CLOCK));
        for (int i = 0; i < 20; i++) {
            add(FIRST, i, rich("r" + i));
        }

        List<Outcome> outcomes = outcomes(trying.poll(Duration.ZERO));

        for (int i = 0; i < 20; i++) {
            Optional<Reward> shadow = outcomes.get(i).shadow();
            assertThat(((Reward) outcomes.get(i).judgement()).version()).isEqualTo(3);
            assertThat(shadow.isPresent()).isEqualTo(Challenger.parse("4", 0.5).covers("r" + i));
            shadow.ifPresent(reward -> assertThat(reward.version()).isEqualTo(4));
        }
        tried.close();
    }

    @Test
    void letsAChallengerThatFailsCostNothing() {
        Engine ending = Starters.engine();
        LiveModels tried = new LiveModels(metrics, CLOCK);
        tried.activate(Starters.load("rich", 3, checkpoint, engine));
        tried.challenge(new ShadowModel(Starters.load("rich", 4, checkpoint, ending), Challenger.parse("4", 1)));
        ending.close();
        Consumer<byte[], byte[]> trying = ScoringConsumer.wrap(
                kafka, "responses", new BatchScorer(Samples.responses(), LINES, tried, BOUNDS, metrics, CLOCK));
        add(FIRST, 0, rich("r0"));

        Outcome outcome = outcomes(trying.poll(Duration.ZERO)).get(0);

        assertThat(outcome.judgement()).isInstanceOf(Reward.class);
        assertThat(outcome.shadow()).isEmpty();
    }

    @Test
    void passesAnEmptyPollOn() {
        assertThat(consumer.poll(Duration.ZERO).isEmpty()).isTrue();
        assertThat(meters.get("laurel.scorer.batch.responses").summary().count())
                .isZero();
    }

    @Test
    void leavesOtherTopicsAlone() {
        kafka.addRecord(new ConsumerRecord<>("other", 0, 0, key(), new byte[] {1}));

        ConsumerRecord<byte[], byte[]> record =
                consumer.poll(Duration.ZERO).iterator().next();

        assertThat(record.headers().toArray()).isEmpty();
    }

    @Test
    void replacesForgedOutcomes() {
        ConsumerRecord<byte[], byte[]> forged = record(FIRST, 0, key(), Samples.bytes(rich("r1")));
        OutcomeHeader.write(
                forged.headers(),
                new Outcome(
                        new Reward("rich", 99, "beef", 1e9, 1e9, OptionalDouble.empty(), 1, false, false),
                        Optional.empty(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        1));
        forged.headers().add("laurel.favour", new byte[] {1});
        kafka.addRecord(forged);

        ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ZERO);

        assertThat(reward(polled, 0).version()).isEqualTo(3);
    }

    @Test
    void letsABadRecordCostOnlyItself() {
        add(FIRST, 0, rich("r1"));
        kafka.addRecord(record(FIRST, 1, key(), new byte[] {7, 7, 7}));
        kafka.addRecord(record(FIRST, 2, key(), null));
        kafka.addRecord(record(FIRST, 3, null, Samples.bytes(rich("r4"))));
        add(FIRST, 4, Samples.response("r5\nforged").setTask("rich").build());
        add(
                FIRST,
                5,
                Samples.response("r6").setTask("rich").setMessages(List.of()).build());
        add(FIRST, 6, Samples.response("r7").setTask("unheard-of").build());
        add(FIRST, 7, Samples.response("r8").setTask("plain").build());
        add(
                FIRST,
                8,
                Samples.response("r9")
                        .setTask("rich")
                        .setMessages(List.of(Messages.text("forbidden", "Hi")))
                        .build());
        add(FIRST, 9, rich("r10"));

        List<Judgement> judgements = outcomes(consumer.poll(Duration.ZERO)).stream()
                .map(Outcome::judgement)
                .toList();

        assertThat(judgements.get(0)).isInstanceOf(Reward.class);
        assertThat(judgements.subList(1, 9))
                .extracting(judgement -> ((Failure) judgement).reason())
                .containsExactly(
                        Reason.UNREADABLE,
                        Reason.NO_VALUE,
                        Reason.KEY_MISMATCH,
                        Reason.BAD_NAME,
                        Reason.EMPTY_CONVERSATION,
                        Reason.NO_LINE,
                        Reason.NO_ACTIVE_MODEL,
                        Reason.REFUSED_BY_FORMATTING);
        assertThat(((Reward) judgements.get(9)).raw()).isCloseTo(((Reward) judgements.get(0)).raw(), LAST_BITS);
    }

    @Test
    void letsAnEngineThatEndsCostNoResponse() {
        Engine ending = Starters.engine();
        models.activate(Starters.load("ending", 1, checkpoint, ending));
        ending.close();
        add(FIRST, 0, Samples.response("r1").setTask("ending").build());

        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void throwsWhatTheConsumerThrows() {
        consumer.wakeup();

        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).isInstanceOf(WakeupException.class);
    }

    @Test
    void handsEverythingElseToTheConsumer() {
        consumer.pause(List.of(FIRST));
        assertThat(kafka.paused()).containsExactly(FIRST);

        consumer.close();

        assertThat(kafka.closed()).isTrue();
    }

    private void add(TopicPartition at, long offset, GeneratedResponse response) {
        kafka.addRecord(record(at, offset, key(), Samples.bytes(response)));
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition at, long offset, byte[] key, byte[] value) {
        return new ConsumerRecord<>(at.topic(), at.partition(), offset, key, value);
    }

    private static List<Outcome> outcomes(ConsumerRecords<byte[], byte[]> polled) {
        List<Outcome> outcomes = new ArrayList<>();
        polled.forEach(record -> outcomes.add(OutcomeHeader.read(record.headers())));
        return outcomes;
    }

    private static Reward reward(ConsumerRecords<byte[], byte[]> polled, int index) {
        return (Reward) outcomes(polled).get(index).judgement();
    }

    private static GeneratedResponse rich(String id) {
        return Samples.response(id).setTask("rich").build();
    }

    private static byte[] key() {
        return "acme/p1".getBytes(StandardCharsets.UTF_8);
    }
}
