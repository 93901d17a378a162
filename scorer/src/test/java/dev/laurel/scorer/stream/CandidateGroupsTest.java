package dev.laurel.scorer.stream;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.RankedCandidate;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Selection;
import dev.laurel.schema.Topics;
import dev.laurel.scorer.Samples;
import dev.laurel.scorer.batch.Outcome;
import dev.laurel.scorer.batch.OutcomeHeader;
import dev.laurel.scorer.drift.DriftRules;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.select.GroupRules;
import dev.laurel.scorer.verdict.Verifier;
import dev.laurel.scorer.watch.DriftBoard;
import dev.laurel.scorer.watch.ScorerMetrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Candidates come in as scored responses; what is written of their groups, and when. */
class CandidateGroupsTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MAX_RECORD_BYTES = 6_000;

    @TempDir
    Path stateDir;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = Instant.now(); // the driver's wall clock begins with that of the machine
    private TopologyRun run;

    @BeforeEach
    void start() {
        run = new TopologyRun(
                ScorerTopology.build(
                        Samples.values(),
                        new ScoredRecords("scorer-a", MAX_RECORD_BYTES, () -> Verifier.NONE),
                        new GroupRules(2, TIMEOUT, REMEMBERED, 8),
                        new DriftBoard(meters, new DriftRules("first", 4, 4, 0.25, 0.2)),
                        new ScorerMetrics(meters),
                        Clock.fixed(Samples.EVENT_TIME, ZoneOffset.UTC)),
                stateDir);
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void writesTheBestOfACompleteGroupAsConversations() {
        scored("a", 0.5);
        scored("b", 2.0);
        assertThat(run.selected().isEmpty()).isTrue();

        scored("c", -1.0);

        TestRecord<String, SelectedResponse> out = run.selected().readRecord();
        assertThat(out.key()).isEqualTo("acme/p1");
        SelectedResponse group = out.value();
        assertThat(group.getGroupId()).isEqualTo("g1");
        assertThat(group.getClosedBy()).isEqualTo(ClosedBy.COMPLETE);
        assertThat(group.getExpected()).isEqualTo(3);
        assertThat(group.getMissing()).isZero();
        assertThat(group.getWanted()).isEqualTo(2);
        assertThat(group.getModelLine()).isEqualTo("default");
        assertThat(group.getCandidates())
                .extracting(RankedCandidate::getResponseId, RankedCandidate::getNormalizedReward)
                .containsExactly(tuple("b", 2.0), tuple("a", 0.5), tuple("c", -1.0));
        assertThat(group.getSelected())
                .extracting(Selection::getResponseId, Selection::getMargin, Selection::getTied)
                .containsExactly(tuple("b", Optional.of(1.5), false), tuple("a", Optional.of(1.5), false));
        assertThat(group.getSelected().get(0).getGenerator()).contains("llm-7");
        assertThat(group.getSelected().get(0).getMessages())
                .extracting(message -> message.getRole() + ": " + message.getContent())
                .containsExactly("user: Why is the sky blue?", "assistant: answer b");
        assertThat(run.selected().isEmpty()).isTrue();
    }

    @Test
    void writesWhatIsThereWhenTheTimeHasPassed() {
        scored("a", 0.5);
        run.driver().advanceWallClockTime(TIMEOUT.minusSeconds(2));
        assertThat(run.selected().isEmpty()).isTrue();

        run.driver().advanceWallClockTime(Duration.ofSeconds(3));

        SelectedResponse group = run.selected().readValue();
        assertThat(group.getClosedBy()).isEqualTo(ClosedBy.TIMEOUT);
        assertThat(group.getMissing()).isEqualTo(2);
        assertThat(group.getSelected()).extracting(Selection::getResponseId).containsExactly("a");
        assertThat(group.getSelected().get(0).getMargin()).isEmpty();
    }

    @Test
    void isNotMisledByARecordFromTheFuture() {
        scored("a", 0.5);
        now = now.plus(Duration.ofDays(1));
        response("x", "g2", 2, reward(1));

        run.driver().advanceWallClockTime(Duration.ofSeconds(2));

        assertThat(run.selected().isEmpty()).isTrue();
    }

    @Test
    void waitsForCandidatesThatAreInTheTopicAlready() {
        now = now.minus(Duration.ofHours(10)); // a scorer that comes back finds old records
        scored("a", 0.5);
        now = now.plus(TIMEOUT.minusSeconds(1));
        scored("b", 2.0);
        scored("c", 1.0);

        assertThat(run.selected().readValue().getClosedBy()).isEqualTo(ClosedBy.COMPLETE);

        response("d1", "g2", 2, reward(1));
        now = now.plus(TIMEOUT);
        response("d2", "g2", 2, reward(2));

        SelectedResponse second = run.selected().readValue();
        assertThat(second.getClosedBy()).isEqualTo(ClosedBy.TIMEOUT);
        assertThat(second.getCandidates())
                .extracting(RankedCandidate::getResponseId)
                .containsExactly("d1");
        assertThat(run.aside().readRecord().value()).isNotNull();
    }

    @Test
    void tellsThatTheBestAreEqual() {
        scored("b", 1.0);
        scored("a", 1.0 + 1e-8);
        scored("c", 0.0);

        assertThat(run.selected().readValue().getSelected())
                .extracting(Selection::getResponseId, Selection::getTied)
                .containsExactly(tuple("a", true), tuple("b", true));
    }

    @Test
    void countsARepeatedResponseOnce() {
        scored("a", 0.5);
        scored("a", 0.5);
        scored("b", 2.0);
        assertThat(run.selected().isEmpty()).isTrue();

        scored("c", 1.0);
        scored("c", 1.0);

        assertThat(run.selected().readValue().getCandidates()).hasSize(3);
        assertThat(run.selected().isEmpty()).isTrue();
        assertThat(run.aside().isEmpty()).isTrue();
        assertThat(run.scored().getQueueSize()).isEqualTo(5);
        assertThat(aside("REPEATED")).isEqualTo(2);
    }

    @Test
    void recordsALateCandidateOnce() {
        complete();

        scored("late", 9.0);
        scored("late", 9.0);

        TestRecord<String, byte[]> letter = run.aside().readRecord();
        assertThat(letter.key()).isEqualTo("acme/p1");
        assertThat(DeadLetter.read(letter.headers()).orElseThrow()).satisfies(why -> {
            assertThat(why.kind()).isEqualTo("LATE_CANDIDATE");
            assertThat(why.reason()).contains("g1", "COMPLETE", "3 of 3");
            assertThat(why.topic()).isEqualTo(Topics.RESPONSES.name());
            assertThat(why.offset()).isEqualTo(3);
        });
        ScoredResponse scored = Samples.scored().deserializer().deserialize("", letter.value());
        assertThat(scored.getResponseId()).isEqualTo("late");
        assertThat(run.aside().isEmpty()).isTrue();
        assertThat(run.selected().getQueueSize()).isEqualTo(1);
    }

    @Test
    void forgetsAGroupInTheEndAndItsTextsAtOnce() {
        complete();
        assertThat(run.driver().getKeyValueStore(GroupStore.CANDIDATES).all()).isExhausted();
        assertThat(run.driver().getKeyValueStore(GroupStore.GROUPS).all()).hasNext();

        run.driver().advanceWallClockTime(REMEMBERED.plusSeconds(2));

        assertThat(run.driver().getKeyValueStore(GroupStore.GROUPS).all()).isExhausted();
        assertThat(run.selected().getQueueSize()).isEqualTo(1);
    }

    @Test
    void doesNotWaitForACandidateThatCannotBeScored() {
        scored("a", 0.5);
        response("blank", "g1", 3, new Failure(Reason.BAD_TEXT, "response has half a surrogate pair"));
        scored("b", 2.0);

        SelectedResponse group = run.selected().readValue();
        assertThat(group.getClosedBy()).isEqualTo(ClosedBy.COMPLETE);
        assertThat(group.getUnscored()).containsExactly("blank");
        assertThat(group.getMissing()).isEqualTo(1);
        assertThat(group.getCandidates()).hasSize(2);
    }

    @Test
    void setsACandidateAsideThatCannotBeOfItsGroup() {
        scored("a", 0.5);
        response("b", "g1", 4, reward(1));
        response("c", "g2", 0, reward(1));
        response("d", "g3", 9, reward(1));
        response("e", "g".repeat(501), 2, reward(1));

        assertThat(run.aside().readRecordsToList())
                .extracting(letter -> DeadLetter.read(letter.headers()).orElseThrow())
                .allSatisfy(why -> assertThat(why.kind()).isEqualTo("CANDIDATE_REFUSED"))
                .extracting(DeadLetter::reason)
                .containsExactly(
                        "group_size of group g1 is 4 where its first candidate said 3",
                        "group_size 0 is not in 1..8",
                        "group_size 9 is not in 1..8",
                        "an id of 501 characters, where at most 500 can be kept");
        assertThat(run.scored().getQueueSize()).isEqualTo(5);
    }

    @Test
    void keepsGroupsApart() {
        scored("a", 0.5);
        response("a", "g2", 1, reward(3));
        pipe(response("a", "g1", 1).setTask("other").build(), reward(4));

        assertThat(run.selected().readValuesToList())
                .extracting(SelectedResponse::getGroupId, SelectedResponse::getTask)
                .containsExactly(tuple("g2", "default"), tuple("g1", "other"));
    }

    @Test
    void selectsFewerWhereTheRecordWouldBeTooLarge() {
        String text = "long ".repeat(600);
        for (String id : new String[] {"a", "b", "c"}) {
            pipe(response(id, "g1", 3).setResponse(text).build(), reward(1));
        }

        SelectedResponse group = run.selected().readValue();
        assertThat(group.getWanted()).isEqualTo(2);
        assertThat(group.getSelected()).hasSize(1);
        assertThat(group.getCandidates()).hasSize(3);
    }

    @Test
    void namesFewerWhereEvenTheirNamesWouldBeTooLarge() {
        for (String id : new String[] {"a", "b", "c"}) {
            pipe(response(id, "g1", 3).setGenerator("g".repeat(4_000)).build(), reward(1));
        }

        SelectedResponse group = run.selected().readValue();
        assertThat(group.getSelected()).isEmpty();
        assertThat(group.getCandidates()).hasSize(1);
        assertThat(group.getMissing()).isZero();
    }

    @Test
    void neverSelectsAnAnswerThatWasNotRead() {
        scored("a", 0.5);
        response("unread", "g1", 3, new Reward("default", 3, "cafe", 90, 9, OptionalDouble.empty(), 17, true, true));
        scored("b", 2.0);

        SelectedResponse group = run.selected().readValue();
        assertThat(group.getSelected()).extracting(Selection::getResponseId).containsExactly("b", "a");
        assertThat(group.getCandidates()).hasSize(2);
        assertThat(group.getUnscored()).containsExactly("unread");
        assertThat(run.scored().readValuesToList())
                .extracting(ScoredResponse::getAnswerUnread)
                .containsExactly(false, true, false);
        assertThat(meters.counter("laurel.scorer.answer.unread", "line", "default")
                        .count())
                .isEqualTo(1);
    }

    private void complete() {
        scored("a", 0.5);
        scored("b", 2.0);
        scored("c", 1.0);
    }

    private void scored(String id, double normalized) {
        response(id, "g1", 3, reward(normalized));
    }

    private void response(String id, String group, int size, Judgement judgement) {
        pipe(response(id, group, size).build(), judgement);
    }

    private static GeneratedResponse.Builder response(String id, String group, int size) {
        return Samples.response(id)
                .setResponse("answer " + id)
                .setGenerator("llm-7")
                .setGroupId(group)
                .setGroupSize(size);
    }

    private void pipe(GeneratedResponse response, Judgement judgement) {
        Headers headers = new RecordHeaders();
        OutcomeHeader.write(headers, new Outcome(judgement, Optional.empty(), now, now, 8));
        run.responses()
                .pipeInput(new TestRecord<>(
                        "acme/p1".getBytes(StandardCharsets.UTF_8), Samples.bytes(response), headers, now));
    }

    private static Reward reward(double normalized) {
        return new Reward("default", 3, "cafe", 10 * normalized, normalized, OptionalDouble.empty(), 17, false, false);
    }

    private double aside(String reason) {
        return meters.counter("laurel.scorer.candidates.aside", "reason", reason)
                .count();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
