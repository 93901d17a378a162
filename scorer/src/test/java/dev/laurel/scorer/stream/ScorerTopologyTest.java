package dev.laurel.scorer.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.Decision;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Origin;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Shadow;
import dev.laurel.schema.Timings;
import dev.laurel.schema.Topics;
import dev.laurel.schema.Verdict;
import dev.laurel.scorer.Samples;
import dev.laurel.scorer.batch.Outcome;
import dev.laurel.scorer.batch.OutcomeHeader;
import dev.laurel.scorer.drift.Drift;
import dev.laurel.scorer.drift.DriftRules;
import dev.laurel.scorer.drift.Measure;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.select.GroupRules;
import dev.laurel.scorer.verdict.Policy;
import dev.laurel.scorer.verdict.Verifier;
import dev.laurel.scorer.watch.DriftBoard;
import dev.laurel.scorer.watch.ScorerMetrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the processor makes of an outcome; the test stands in for the scoring consumer, because the driver never polls. */
class ScorerTopologyTest {

    private static final Instant STARTED = Instant.parse("2026-03-01T08:00:01Z");
    private static final Instant SCORED = Instant.parse("2026-03-01T08:00:02Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T08:00:03Z"), ZoneOffset.UTC);

    private static final int MAX_RECORD_BYTES = 4_200;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    Path stateDir;

    private Verifier verifier = Verifier.NONE;
    private TopologyRun run;

    @BeforeEach
    void start() {
        run = new TopologyRun(topology(), stateDir);
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void isTheTopologyOnRecord() throws IOException {
        try (var golden = getClass().getResourceAsStream("/topology.txt")) {
            assertThat(topology().describe().toString())
                    .isEqualToIgnoringWhitespace(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void writesTheRewardWithTheResponseItBelongsTo() {
        GeneratedResponse response = Samples.response("r1")
                .setGroupId("g1")
                .setGroupSize(4)
                .setLanguage("en")
                .build();

        pipe(response, new Reward("rich", 3, "cafe", 2.5, 1.25, OptionalDouble.of(0.75), 17, true, false));

        TestRecord<String, ScoredResponse> out = run.scored().readRecord();
        assertThat(out.key()).isEqualTo("acme/p1");
        ScoredResponse value = out.value();
        assertThat(value.getResponseId()).isEqualTo("r1");
        assertThat(value.getMessages()).isEqualTo(response.getMessages());
        assertThat(value.getResponse()).isEqualTo(response.getResponse());
        assertThat(value.getLanguage()).contains("en");
        assertThat(value.getGroupId()).contains("g1");
        assertThat(value.getGroupSize()).contains(4);
        assertThat(value.getReward()).isEqualTo(2.5);
        assertThat(value.getNormalizedReward()).isEqualTo(1.25);
        assertThat(value.getProbability()).contains(0.75);
        assertThat(value.getModelLine()).isEqualTo("rich");
        assertThat(value.getModelVersion()).isEqualTo(3);
        assertThat(value.getWeightDigest()).isEqualTo("cafe");
        assertThat(value.getTokens()).isEqualTo(17);
        assertThat(value.getTruncated()).isTrue();
        assertThat(value.getOrigin()).isEqualTo(new Origin(Topics.RESPONSES.name(), 0, 0L));
        assertThat(value.getEventTime()).isEqualTo(Samples.EVENT_TIME);
        assertThat(value.getTimings()).isEqualTo(new Timings(STARTED, SCORED, 8, "scorer-a"));
        assertThat(run.deadLetters().isEmpty()).isTrue();
    }

    @Test
    void keepsTheHeadersOfOthersAndWritesNoneOfItsOwn() {
        Headers headers = new RecordHeaders().add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8));
        OutcomeHeader.write(
                headers, outcome(new Reward("rich", 1, "cafe", 0, 0, OptionalDouble.empty(), 5, false, false)));

        run.responses()
                .pipeInput(new TestRecord<>(
                        key(), Samples.bytes(Samples.response("r1").build()), headers));

        assertThat(run.scored().readRecord().headers().toArray())
                .extracting(header -> header.key())
                .containsExactly("traceparent");
    }

    @Test
    void setsAFailedResponseAsideAsItCame() {
        byte[] value = {0, 1, 2, 3};
        Headers headers = new RecordHeaders().add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8));
        OutcomeHeader.write(headers, outcome(new Failure(Reason.UNREADABLE, "no schema with id 16909060")));

        run.responses().pipeInput(new TestRecord<>(key(), value, headers));

        TestRecord<byte[], byte[]> letter = run.deadLetters().readRecord();
        assertThat(letter.key()).isEqualTo(key());
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.headers().lastHeader("traceparent")).isNotNull();
        assertThat(DeadLetter.read(letter.headers()))
                .contains(new DeadLetter("no schema with id 16909060", "UNREADABLE", Topics.RESPONSES.name(), 0, 0L));
        assertThat(run.scored().isEmpty()).isTrue();
        assertThat(meters.counter("laurel.scorer.dead.letters", "reason", "UNREADABLE")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void setsARecordWithoutValueAside() {
        Headers headers = new RecordHeaders();
        OutcomeHeader.write(headers, outcome(new Failure(Reason.NO_VALUE, "the record has no value")));

        run.responses().pipeInput(new TestRecord<>(key(), null, headers));

        assertThat(run.deadLetters().readRecord().value()).isNull();
    }

    @Test
    void leavesAResponseThatItsTopicsWouldNotTakeAtItsOrigin() {
        pipe(
                Samples.response("r1").setResponse("a".repeat(5_000)).build(),
                new Reward("rich", 1, "cafe", 0, 0, OptionalDouble.empty(), 5, false, false));

        TestRecord<byte[], byte[]> letter = run.deadLetters().readRecord();
        assertThat(DeadLetter.read(letter.headers())).map(DeadLetter::kind).contains("TOO_LARGE");
        assertThat(DeadLetter.read(letter.headers())).map(DeadLetter::offset).contains(0L);
        assertThat(letter.key()).isEqualTo(key());
        assertThat(letter.value()).isNull();
        assertThat(run.scored().isEmpty()).isTrue();
    }

    @Test
    void failsOnARecordThatWasNeverScored() {
        assertThatThrownBy(() -> run.responses()
                        .pipeInput(key(), Samples.bytes(Samples.response("r1").build())))
                .isInstanceOf(StreamsException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void remembersWhichVersionScoredLast() {
        pipe(
                Samples.response("r1").build(),
                new Reward("rich", 1, "cafe", 0, 0, OptionalDouble.empty(), 5, false, false));
        pipe(
                Samples.response("r2").build(),
                new Reward("rich", 2, "beef", 0, 0, OptionalDouble.empty(), 5, false, false));

        assertThat(run.driver().getKeyValueStore(ScorerTopology.TAKEOVERS).get("rich"))
                .isEqualTo(2);
    }

    @Test
    void writesWhatThePoliciesOfTheMomentDecide() {
        Reward reward = new Reward("rich", 1, "cafe", 3, 0.25, OptionalDouble.empty(), 5, false, false);
        pipe(Samples.response("r1").build(), reward);
        Policy policy = new Policy("gate", Set.of("acme"), Set.of(), 0.5, 0, 2);
        verifier = new Verifier(List.of(policy));
        pipe(Samples.response("r2").build(), reward);
        pipe(Samples.response("r3").setAttempt(2).build(), reward);

        assertThat(run.scored().readValue().getVerdict()).isEmpty();
        Verdict again = run.scored().readValue().getVerdict().orElseThrow();
        assertThat(again.getDecision()).isEqualTo(Decision.REGENERATE);
        assertThat(again.getPolicy()).isEqualTo("gate");
        assertThat(again.getPolicyVersion()).isEqualTo(policy.version());
        assertThat(again.getReason()).contains("0.2500", "attempt 1 of 2");
        assertThat(run.scored().readValue().getVerdict())
                .map(Verdict::getDecision)
                .contains(Decision.FALL_BACK);
    }

    @Test
    void decidesNothingByTheRewardOfAPromptAlone() {
        verifier = new Verifier(List.of(new Policy("gate", Set.of("acme"), Set.of(), 0.5, 0, 2)));

        pipe(
                Samples.response("r1").build(),
                new Reward("rich", 1, "cafe", 9, 9, OptionalDouble.empty(), 5, true, true));

        ScoredResponse value = run.scored().readValue();
        assertThat(value.getAnswerUnread()).isTrue();
        assertThat(value.getVerdict().orElseThrow().getDecision()).isEqualTo(Decision.FALL_BACK);
        assertThat(value.getVerdict().orElseThrow().getReason()).contains("no token of the answer");
        assertThat(run.driver()
                        .<String, byte[]>getKeyValueStore(DriftWatch.WINDOWS)
                        .get("rich"))
                .isNull();
    }

    @Test
    void setsARecordAsideOnWhichTheUnexpectedHappensAndGoesOn() {
        Headers headers = new RecordHeaders().add("laurel.forged", null).add("other", null);
        OutcomeHeader.write(
                headers, outcome(new Reward("rich", 1, "cafe", 0, 0, OptionalDouble.empty(), 5, false, false)));
        verifier = null; // which nobody expects

        run.responses()
                .pipeInput(new TestRecord<>(
                        key(), Samples.bytes(Samples.response("r1").build()), headers));
        verifier = Verifier.NONE;
        pipe(
                Samples.response("r2").build(),
                new Reward("rich", 1, "cafe", 0, 0, OptionalDouble.empty(), 5, false, false));

        TestRecord<byte[], byte[]> letter = run.deadLetters().readRecord();
        assertThat(DeadLetter.read(letter.headers()))
                .contains(
                        new DeadLetter("java.lang.NullPointerException", "UNEXPECTED", Topics.RESPONSES.name(), 0, 0L));
        assertThat(letter.headers().lastHeader("laurel.forged")).isNull();
        assertThat(letter.headers().lastHeader("other")).isNotNull();
        assertThat(run.scored().readValue().getResponseId()).isEqualTo("r2");
        assertThat(meters.counter("laurel.scorer.dead.letters", "reason", "UNEXPECTED")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void boundsADeadLetterWhateverItIsMadeOf() {
        Headers headers = new RecordHeaders();
        for (int i = 0; i < 5_000; i++) {
            headers.add("h".repeat(50), new byte[50]);
        }
        OutcomeHeader.write(headers, outcome(new Failure(Reason.KEY_MISMATCH, "k".repeat(2_000))));

        run.responses().pipeInput(new TestRecord<>(new byte[400_000], new byte[400_000], headers));

        TestRecord<byte[], byte[]> letter = run.deadLetters().readRecord();
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(DeadLetter.read(letter.headers()).orElseThrow().reason()).hasSizeLessThanOrEqualTo(1_000);
        assertThat(letter.headers().lastHeader(DeadLetter.LEFT)).isNotNull();
    }

    @Test
    void writesWhatAChallengerSaysBesideTheReward() {
        Headers headers = new RecordHeaders();
        Reward champion = new Reward("rich", 3, "cafe", 2.5, 1.25, OptionalDouble.empty(), 17, false, false);
        Reward challenger = new Reward("rich", 4, "beef", -1.5, -0.75, OptionalDouble.empty(), 19, false, false);
        OutcomeHeader.write(headers, new Outcome(champion, Optional.of(challenger), STARTED, SCORED, 8));

        run.responses()
                .pipeInput(new TestRecord<>(
                        key(), Samples.bytes(Samples.response("r1").build()), headers));

        ScoredResponse value = run.scored().readRecord().value();
        assertThat(value.getModelVersion()).isEqualTo(3);
        assertThat(value.getReward()).isEqualTo(2.5);
        assertThat(value.getShadow()).contains(new Shadow(4, "beef", -1.5, -0.75));
    }

    @Test
    void watchesRewardsAndLengthsForDrift() {
        for (int i = 0; i < 4; i++) {
            pipe(
                    Samples.response("r" + i).build(),
                    new Reward("rich", 1, "cafe", 0, 0.05, OptionalDouble.empty(), 20, false, false));
        }
        for (int i = 4; i < 8; i++) {
            pipe(
                    Samples.response("r" + i).build(),
                    new Reward("rich", 1, "cafe", 0, 2.05, OptionalDouble.empty(), 20, false, false));
        }

        assertThat(ks("reward")).isEqualTo(1);
        assertThat(ks("length")).isZero();
        assertThat(meters.counter("laurel.scorer.drift.alarms", "line", "rich", "measure", "reward")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void tellsNoDriftOfAPartitionThatIsNoLongerItsOwn() {
        DriftBoard board = new DriftBoard(meters, new DriftRules("first", 4, 4, 0.25, 0.2));
        board.report("rich", 3, Map.of(Measure.REWARD, new Drift(0.1, 0.5)));
        assertThat(board.alarm("rich"))
                .hasValueSatisfying(text -> assertThat(text).contains("partition 3", "KS 0.50"));

        board.forget(3);

        assertThat(board.alarm("rich")).isEmpty();
        assertThat(meters.find("laurel.scorer.drift.ks").gauges()).isEmpty();
    }

    private double ks(String measure) {
        return meters.get("laurel.scorer.drift.ks")
                .tags("line", "rich", "partition", "0", "measure", measure)
                .gauge()
                .value();
    }

    private Topology topology() {
        return ScorerTopology.build(
                Samples.values(),
                new ScoredRecords("scorer-a", MAX_RECORD_BYTES, () -> verifier),
                new GroupRules(1, Duration.ofMinutes(5), Duration.ofHours(1), 100),
                new DriftBoard(meters, new DriftRules("first", 4, 4, 0.25, 0.2)),
                new ScorerMetrics(meters),
                CLOCK);
    }

    private void pipe(GeneratedResponse response, Judgement judgement) {
        Headers headers = new RecordHeaders();
        OutcomeHeader.write(headers, outcome(judgement));
        run.responses().pipeInput(new TestRecord<>(key(), Samples.bytes(response), headers));
    }

    private static Outcome outcome(Judgement judgement) {
        return new Outcome(judgement, Optional.empty(), STARTED, SCORED, 8);
    }

    private static byte[] key() {
        return "acme/p1".getBytes(StandardCharsets.UTF_8);
    }
}
