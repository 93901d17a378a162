package dev.laurel.scorer.select;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.Message;
import dev.laurel.schema.Origin;
import dev.laurel.schema.RankedCandidate;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.ScoredResponses;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Selection;
import dev.laurel.schema.Timings;
import dev.laurel.schema.ToolCall;
import dev.laurel.scorer.Samples;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

class BestOfNTest {

    private static final Instant EARLY = Samples.EVENT_TIME;
    private static final Instant LATER = EARLY.plusSeconds(5);

    private final Group group = new Group(
            new GroupName("acme", "default", "p1", "g1"),
            4,
            EARLY,
            LATER,
            List.of("a", "b", "c"),
            List.of(),
            List.of(),
            Optional.of(new Group.End(ClosedBy.TIMEOUT, LATER)));

    @Test
    void ranksByTheReferenceScaleThoughVersionsDiffer() {
        SelectedResponse best =
                select(2, candidate("a", 1, 50, 0.1), candidate("b", 2, 3, 0.4), candidate("c", 2, 2, 0.2));

        assertThat(best.getCandidates())
                .extracting(
                        RankedCandidate::getResponseId, RankedCandidate::getReward, RankedCandidate::getModelVersion)
                .containsExactly(tuple("b", 3.0, 2), tuple("c", 2.0, 2), tuple("a", 50.0, 1));
        assertThat(best.getSelected()).extracting(Selection::getResponseId).containsExactly("b", "c");
        assertThat(best.getSelected().get(0).getMargin().orElseThrow()).isEqualTo(0.2, within(1e-12));
        assertThat(best.getSelected().get(1).getMargin().orElseThrow()).isEqualTo(0.1, within(1e-12));
        assertThat(best.getMissing()).isEqualTo(1);
        assertThat(best.getEventTime()).isEqualTo(LATER);
    }

    @Test
    void takesTheOneThatWasGeneratedFirstOfEquals() {
        ScoredResponse later = candidate("a", 1, 1, 1.0 + 2e-7, LATER);
        ScoredResponse early = candidate("b", 1, 1, 1.0, EARLY);

        for (List<ScoredResponse> order : List.of(List.of(later, early), List.of(early, later))) {
            List<ScoredResponse> ranked = BestOfN.ranked(order);
            Selection best = BestOfN.select(group, ranked, ranked.subList(0, 1), 1)
                    .getSelected()
                    .get(0);
            assertThat(best.getResponseId()).isEqualTo("b");
            assertThat(best.getTied()).isTrue();
            assertThat(best.getMargin()).contains(0.0);
        }
    }

    @Test
    void callsTheLastSelectedTiedWithTheFirstThatIsNot() {
        assertThat(select(2, candidate("a", 1, 1, 3), candidate("b", 1, 1, 2), candidate("c", 1, 1, 2))
                        .getSelected())
                .extracting(Selection::getResponseId, Selection::getTied)
                .containsExactly(tuple("a", false), tuple("b", true));
    }

    @Test
    void turnsOfAnAnswerToolsAndSubjectComeAlong() {
        Message call = Message.newBuilder()
                .setRole("assistant")
                .setContent("")
                .setToolCalls(List.of(new ToolCall("c1", "function", "f", "{}")))
                .build();
        ScoredResponse calling = ScoredResponse.newBuilder(candidate("a", 1, 1, 1))
                .setAnswer(List.of(call))
                .setTools("[{}]")
                .setSubject("s1")
                .build();

        SelectedResponse best = select(1, calling);

        assertThat(best.getTools()).contains("[{}]");
        assertThat(best.getSubject()).contains("s1");
        assertThat(best.getSelected().get(0).getAnswer()).containsExactly(call);
        assertThat(best.getSelected().get(0).getMessages()).hasSize(2).endsWith(call);
        assertThat(BestOfN.withoutTexts(calling).getAnswer()).isEmpty();
        assertThat(BestOfN.withoutTexts(calling).getTools()).isEmpty();
    }

    @Test
    void selectsNothingOfNothing() {
        SelectedResponse none = select(2);

        assertThat(none.getSelected()).isEmpty();
        assertThat(none.getCandidates()).isEmpty();
        assertThat(none.getModelLine()).isEmpty();
        assertThat(none.getWanted()).isEqualTo(2);
    }

    private SelectedResponse select(int wanted, ScoredResponse... candidates) {
        List<ScoredResponse> whole = BestOfN.ranked(List.of(candidates));
        List<ScoredResponse> ranked = whole.stream().map(BestOfN::withoutTexts).toList();
        return BestOfN.select(group, ranked, whole.subList(0, Math.min(wanted, whole.size())), wanted);
    }

    private static ScoredResponse candidate(String id, int version, double reward, double normalized) {
        return candidate(id, version, reward, normalized, EARLY);
    }

    private static ScoredResponse candidate(
            String id, int version, double reward, double normalized, Instant eventTime) {
        return ScoredResponses.of(Samples.response(id).setEventTime(eventTime).build())
                .setReward(reward)
                .setNormalizedReward(normalized)
                .setModelLine("default")
                .setModelVersion(version)
                .setWeightDigest("cafe")
                .setTokens(9)
                .setOrigin(new Origin("responses.generated.v1", 0, 0L))
                .setTimings(new Timings(EARLY, EARLY, 1, "scorer-a"))
                .build();
    }
}
