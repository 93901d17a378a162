package dev.laurel.scorer.batch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.laurel.reward.engine.Engine;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Line;
import dev.laurel.schema.Messages;
import dev.laurel.schema.RegistryUnavailableException;
import dev.laurel.scorer.Samples;
import dev.laurel.scorer.Starters;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.LiveModels;
import dev.laurel.scorer.watch.ScorerMetrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a record may hold that nobody should send, between two good ones: it costs itself, and what is said of it shows no text. */
class FaultyRecordsTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String SECRET = "nobody else's business";

    @TempDir
    static Path store;

    private static Engine engine;
    private static LiveModels models;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void load() {
        engine = Starters.engine();
        models = new LiveModels(new ScorerMetrics(new SimpleMeterRegistry()), CLOCK);
        models.activate(Starters.load("default", 1, Starters.write(store.resolve("model"), 1), engine));
    }

    @AfterAll
    static void close() {
        models.close();
        engine.close();
    }

    static Stream<Arguments> responses() {
        return Stream.of(
                arguments(
                        Reason.OUT_OF_BOUNDS,
                        "event_time",
                        good().setEventTime(Instant.ofEpochMilli(1_772_352_000_000_000L))),
                arguments(
                        Reason.OUT_OF_BOUNDS, "event_time", good().setEventTime(Instant.ofEpochMilli(1_772_352_000L))),
                arguments(
                        Reason.OUT_OF_BOUNDS, "event_time", good().setEventTime(Instant.ofEpochMilli(Long.MIN_VALUE))),
                arguments(
                        Reason.OUT_OF_BOUNDS, "event_time", good().setEventTime(Instant.ofEpochMilli(Long.MAX_VALUE))),
                arguments(Reason.OUT_OF_BOUNDS, "attempt", good().setAttempt(Integer.MIN_VALUE)),
                arguments(
                        Reason.OUT_OF_BOUNDS,
                        "group_size",
                        good().setGroupId("g").setGroupSize(Integer.MAX_VALUE)),
                arguments(
                        Reason.OUT_OF_BOUNDS,
                        "group_size",
                        good().setGroupId("g").setGroupSize(-1)),
                arguments(Reason.BAD_NAME, "tenant", good().setTenant("acme/x")),
                arguments(Reason.BAD_NAME, "tenant", good().setTenant("")),
                arguments(Reason.BAD_NAME, "task", good().setTask("a\u001b[2J")),
                arguments(Reason.BAD_NAME, "prompt_id", good().setPromptId("p".repeat(400_000))),
                arguments(Reason.BAD_NAME, "response_id", good().setResponseId("r\nINFO forged")),
                arguments(Reason.BAD_NAME, "group_id", good().setGroupId("\u2028")),
                arguments(
                        Reason.BAD_TEXT,
                        "messages[0].content",
                        good().setMessages(List.of(Messages.text("user", " ")))),
                arguments(Reason.BAD_TEXT, "messages[0].role", good().setMessages(List.of(Messages.text("", SECRET)))),
                arguments(Reason.EMPTY_CONVERSATION, "messages", good().setMessages(List.of())),
                arguments(Reason.NO_LINE, "no line", good().setTask("unheard-of")),
                arguments(
                        Reason.REFUSED_BY_FORMATTING,
                        "template",
                        good().setMessages(List.of(Messages.text("forbidden", SECRET)))));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void costsOnlyItself(Reason reason, String named, GeneratedResponse.Builder faulty) {
        Failure failure =
                failureBetweenTwoGood(record(Samples.bytes(faulty.build()), key(faulty)), Samples.responses());

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.message()).contains(named).doesNotContain(SECRET).doesNotContainPattern("\\p{Cntrl}");
        assertThat(failure.message()).hasSizeLessThan(400);
    }

    @Test
    void isToldFromOthersByItsKeyWhichMayBeOfAnyLength() {
        Failure failure = failureBetweenTwoGood(
                record(Samples.bytes(good().build()), "k".repeat(400_000).getBytes(StandardCharsets.UTF_8)),
                Samples.responses());

        assertThat(failure.reason()).isEqualTo(Reason.KEY_MISMATCH);
        assertThat(failure.message()).hasSizeLessThan(400).contains("\"acme/p1\"");
    }

    static Stream<Supplier<Throwable>> unexpected() {
        return Stream.of(
                () -> new IllegalStateException(SECRET),
                () -> new NegativeArraySizeException(SECRET),
                () -> new UnsupportedOperationException(SECRET),
                () -> new ClassCastException(SECRET),
                () -> new StackOverflowError(SECRET));
    }

    @ParameterizedTest
    @MethodSource("unexpected")
    void isSetAsideByTheClassOfWhatNobodyThoughtOf(Supplier<Throwable> thrown) {
        Failure failure = failureBetweenTwoGood(record(new byte[] {7}, key(good())), failingOnOne(thrown));

        assertThat(failure.reason()).isEqualTo(Reason.UNEXPECTED);
        assertThat(failure.message()).isEqualTo(thrown.get().getClass().getName());
    }

    @Test
    void isNotBlamedForWhatIsBroken() {
        for (Supplier<Throwable> broken : List.<Supplier<Throwable>>of(
                () -> new RegistryUnavailableException("silent", null),
                () -> new InterruptException("ends"),
                () -> new OutOfMemoryError())) {
            BatchScorer scorer = scorer(failingOnOne(broken));

            assertThatThrownBy(() -> scorer.score(List.of(record(new byte[] {7}, key(good())))))
                    .isInstanceOf(broken.get().getClass());
        }
    }

    @Test
    void anEmptyAnswerIsScoredSinceAModelMayGiveOne() {
        assertThat(judge(record(Samples.bytes(good().setResponse("").build()), key(good())), Samples.responses()))
                .isInstanceOf(Reward.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 0, 1, Long.MAX_VALUE})
    void isScoredWhateverTimeTheRecordHas(long timestamp) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "responses",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                key(good()),
                Samples.bytes(good().build()),
                new RecordHeaders(),
                Optional.empty());

        assertThat(judge(record, Samples.responses())).isInstanceOf(Reward.class);
        assertThat(meters.get("laurel.scorer.queue.wait").timer().max(TimeUnit.HOURS))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void timersAddUpWhatTheyAreToldForever() {
        ScorerMetrics metrics = new ScorerMetrics(meters);
        Instant now = CLOCK.instant();
        for (int i = 0; i < 10_000; i++) {
            metrics.scored("default", false, Instant.ofEpochMilli(0), now);
            metrics.waited(List.of(Duration.between(Instant.MIN, Instant.MAX)));
        }

        assertThat(meters.get("laurel.scorer.latency").timer().totalTime(TimeUnit.HOURS))
                .isEqualTo(10_000);
        assertThat(meters.get("laurel.scorer.queue.wait").timer().totalTime(TimeUnit.HOURS))
                .isEqualTo(10_000);
    }

    private Failure failureBetweenTwoGood(
            ConsumerRecord<byte[], byte[]> faulty, Deserializer<GeneratedResponse> reader) {
        byte[] value = Samples.bytes(good().build());
        List<ConsumerRecord<byte[], byte[]>> batch =
                List.of(record(value, key(good())), faulty, record(value, key(good())));

        scorer(reader).score(batch);

        List<Judgement> judgements = new ArrayList<>();
        batch.forEach(
                record -> judgements.add(OutcomeHeader.read(record.headers()).judgement()));
        assertThat(judgements.get(0)).isInstanceOf(Reward.class);
        assertThat(judgements.get(2)).isInstanceOf(Reward.class);
        return (Failure) judgements.get(1);
    }

    private Judgement judge(ConsumerRecord<byte[], byte[]> record, Deserializer<GeneratedResponse> reader) {
        scorer(reader).score(List.of(record));
        return OutcomeHeader.read(record.headers()).judgement();
    }

    private BatchScorer scorer(Deserializer<GeneratedResponse> reader) {
        return new BatchScorer(
                reader,
                new Lines(List.of(new Line("default", Set.of(), Set.of("default")))),
                models,
                new BatchBounds(256, Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMillis(50)),
                new ScorerMetrics(meters),
                CLOCK);
    }

    private static Deserializer<GeneratedResponse> failingOnOne(Supplier<Throwable> thrown) {
        return (topic, bytes) -> {
            if (bytes.length == 1) {
                throw FaultyRecordsTest.<RuntimeException>sneaky(thrown.get());
            }
            return Samples.responses().deserialize(topic, bytes);
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value, byte[] key) {
        return new ConsumerRecord<>("responses", 0, 0, key, value);
    }

    private static byte[] key(GeneratedResponse.Builder response) {
        return (response.getTenant() + "/" + response.getPromptId()).getBytes(StandardCharsets.UTF_8);
    }

    private static GeneratedResponse.Builder good() {
        return Samples.response("r1");
    }
}
