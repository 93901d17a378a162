package dev.laurel.trainer.promotion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.evaluate.PairScore;

import org.junit.jupiter.api.Test;

import static dev.laurel.trainer.promotion.Contests.JUDGE;
import static dev.laurel.trainer.promotion.Contests.anchors;
import static dev.laurel.trainer.promotion.Contests.challenger;
import static dev.laurel.trainer.promotion.Contests.champion;
import static dev.laurel.trainer.promotion.Contests.pairs;
import static dev.laurel.trainer.promotion.Contests.plain;
import static dev.laurel.trainer.promotion.Contests.right;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GateTest {

    private final Gate gate = new Gate(Limits.DEFAULT);

    @Test
    void promotesTheBetterOne() {
        Decision decision = decide(plain(1000), right(1000, i -> i < 600), right(1000, i -> i < 700));

        assertThat(decision.promoted()).as(decision.reason()).isTrue();
        assertThat(decision.reason())
                .startsWith("promoted: accuracy 0.700 against 0.600 of version 3 on 1000 pairs of 1000 prompts,"
                        + " difference +0.100 [");
        assertThat(decision.findings())
                .allMatch(Finding::passed)
                .extracting(Finding::rule)
                .contains("accuracy");
    }

    @Test
    void promotesTheEqualOneWhereThereIsEnoughToSeeIt() {
        assertThat(decide(plain(1000), right(1000, i -> i < 800), right(1000, i -> i < 800))
                        .promoted())
                .isTrue();
    }

    @Test
    void holdsBackTheWorseOne() {
        Decision decision = decide(plain(1000), right(1000, i -> i < 800), right(1000, i -> i < 700));

        assertThat(failed(decision)).contains("accuracy");
        assertThat(decision.reason())
                .startsWith("held back: accuracy 0.700 against 0.800 of version 3")
                .contains("; accuracy beside that of version 3 -0.100 [")
                .contains("where -0.050 is allowed");
    }

    @Test
    void holdsBackWhereTooFewPromptsShowNothing() {
        // as good as the champion, but right and wrong on different pairs: with few of them that may be luck
        List<PairScore> champion = right(20, i -> i % 10 != 0);
        List<PairScore> challenger = new ArrayList<>(champion);
        Collections.rotate(challenger, 1);

        assertThat(failed(decide(plain(20), champion, challenger))).contains("accuracy");
    }

    @Test
    void pairsOfOnePromptCountAsOne() {
        // four points worse, all of them on one of two prompts: on other prompts it may be eight
        List<PairScore> champion = right(10000, i -> i < 6000);
        List<PairScore> challenger = right(10000, i -> i < 5600);
        List<HeldOutPair> twoPrompts =
                pairs(10000, i -> new HeldOutPair(i < 5000 ? "p" : "q", 10, 10, false, Map.of()));

        assertThat(decide(plain(10000), champion, challenger).promoted()).isTrue();
        assertThat(decide(twoPrompts, champion, challenger).promoted()).isFalse();
    }

    /** Each step is allowed to lose a little; the best version before keeps many steps from losing much. */
    @Test
    void holdsBackWhatIsMuchWorseThanTheBestBefore() {
        List<PairScore> best = right(1000, i -> i < 800);
        List<PairScore> champion = right(1000, i -> i < 770);
        List<PairScore> challenger = right(1000, i -> i < 740);
        Contestant second = new Contestant(Optional.of(2), best, Map.of(), RewardScale.IDENTITY);

        Decision decision =
                gate.decide(JUDGE.judge(plain(1000), champion(champion), challenger(challenger), Optional.of(second)));

        assertThat(decide(plain(1000), champion, challenger).promoted()).isTrue();
        assertThat(failed(decision)).containsExactly("accuracy_of_best");
        assertThat(decision.reason()).contains("accuracy beside that of version 2 -0.060");
    }

    @Test
    void holdsBackWhatForgotASlice() {
        List<HeldOutPair> pairs = pairs(
                400,
                i -> new HeldOutPair("prompt " + i, 10, 10, false, Map.of("source", i < 40 ? "old chat" : "new chat")));
        List<PairScore> champion = right(400, i -> i < 40 || i % 2 == 0);
        List<PairScore> challenger = right(400, i -> i < 20 || i >= 40);

        Decision decision = decide(pairs, champion, challenger);

        assertThat(failed(decision)).containsExactly("slice");
        assertThat(decision.reason()).contains("accuracy on source old chat -0.500");
    }

    @Test
    void aSliceOfFewPromptsDoesNotCount() {
        List<HeldOutPair> pairs =
                pairs(400, i -> new HeldOutPair("prompt " + i, 10, 10, false, Map.of("language", i < 9 ? "cy" : "en")));

        assertThat(decide(pairs, right(400, i -> i < 200), right(400, i -> i >= 9))
                        .promoted())
                .isTrue();
    }

    /** Four of twenty prompts lost: too many for chance where it is the only slice, and not among twelve that chance could have chosen from. */
    @Test
    void manySlicesAreLookedAtTogether() {
        List<PairScore> champion = right(240, i -> true);
        List<PairScore> challenger = right(240, i -> i % 12 != 0 || i >= 48);

        List<HeldOutPair> oneTenant = pairs(
                240,
                i -> new HeldOutPair(
                        "prompt " + i,
                        10,
                        10,
                        false,
                        i % 12 == 0 ? Map.of("tenant", "tenant 0") : Map.<String, String>of()));
        assertThat(failed(decide(oneTenant, champion, challenger))).containsExactly("slice");

        List<HeldOutPair> twelve =
                pairs(240, i -> new HeldOutPair("prompt " + i, 10, 10, false, Map.of("tenant", "tenant " + i % 12)));
        Judgement judgement = JUDGE.judge(twelve, champion(champion), challenger(challenger), Optional.empty());
        assertThat(judgement.sliceConfidence()).isEqualTo(1 - (1 - 0.9) / 12);
        assertThat(judgement.slices().get(0).difference().mean()).isEqualTo(-0.2);
        assertThat(judgement.slices()).extracting(Judgement.Slice::name).endsWith("tenant 9", "tenant 10", "tenant 11");
        assertThat(gate.decide(judgement).promoted()).isTrue();
    }

    /** People chose the longer answer in three quarters of the pairs; the challenger always does. */
    @Test
    void holdsBackWhatGoesByLength() {
        List<HeldOutPair> pairs = pairs(
                200,
                i -> i % 4 == 0
                        ? new HeldOutPair("prompt " + i, 10, 30, false, Map.of())
                        : new HeldOutPair("prompt " + i, 30, 10, false, Map.of()));
        List<PairScore> champion = right(200, i -> i % 5 < 3);
        List<PairScore> challenger = right(200, i -> i % 4 != 0);

        Decision decision = decide(pairs, champion, challenger);

        assertThat(failed(decision))
                .contains("shorter_chosen", "longer_preferred")
                .doesNotContain("accuracy");
        assertThat(decision.reason())
                .contains("accuracy where the shorter answer was chosen -0.600")
                .contains("preference of the longer answer beyond that of people +0.250");
    }

    /** In the challenger's own window the longer answer always won, as the challenger has it; in earlier windows it won half of the pairs. */
    @Test
    void aWindowThatGoesByLengthIsNotItsOwnYardstick() {
        List<HeldOutPair> pairs = pairs(
                400,
                i -> i < 200 && i % 2 == 0
                        ? new HeldOutPair("prompt " + i, 10, 30, false, Map.of())
                        : new HeldOutPair("prompt " + i, 30, 10, i >= 200, Map.of()));
        List<PairScore> champion = right(400, i -> i % 5 < 3);
        List<PairScore> challenger = right(400, i -> i >= 200 || i % 2 == 1 || i % 5 < 2);

        Decision decision = decide(pairs, champion, challenger);

        assertThat(decision.reason()).contains("preference of the longer answer beyond that of people +0.300");
        assertThat(failed(decision)).contains("longer_preferred").doesNotContain("accuracy");
    }

    @Test
    void holdsBackWhatIsMuchTooSureOfItself() {
        List<PairScore> champion = right(300, i -> i % 3 != 0).stream()
                .map(score -> new PairScore(score.chosen() * 0.35f, score.rejected() * 0.35f))
                .toList();
        List<PairScore> challenger = champion.stream()
                .map(score -> new PairScore(score.chosen() * 20, score.rejected() * 20))
                .toList();

        assertThat(failed(decide(plain(300), champion, challenger))).containsExactly("calibration");
    }

    @Test
    void holdsBackWhereTheAnchorsLostTheirScale() {
        List<PairScore> scores = right(300, i -> i % 3 != 0);

        assertThat(failed(withAnchors(scores, anchors(i -> 0.2 * i)))).containsExactly("anchor_spread");
        assertThat(failed(withAnchors(scores, anchors(i -> 80 + i)))).containsExactly("anchor_shift");
        assertThat(failed(withAnchors(scores, anchors(i -> -i)))).containsExactly("anchor_agreement");
        assertThat(failed(withAnchors(scores, anchors(i -> 1 + 20 * i)))).isEmpty();
    }

    /** A champion that had it all wrong may be turned round. */
    @Test
    void aBetterOneMayOrderTheAnchorsOtherwise() {
        Contestant better =
                new Contestant(Optional.empty(), right(300, i -> i % 10 != 0), anchors(i -> -i), RewardScale.IDENTITY);

        Decision decision =
                gate.decide(JUDGE.judge(plain(300), champion(right(300, i -> i % 10 == 5)), better, Optional.empty()));

        assertThat(failed(decision)).doesNotContain("anchor_agreement");
    }

    private Decision withAnchors(List<PairScore> scores, Map<String, PairScore> anchors) {
        return gate.decide(JUDGE.judge(
                plain(300),
                champion(scores),
                new Contestant(Optional.empty(), scores, anchors, RewardScale.IDENTITY),
                Optional.empty()));
    }

    /** The order of all answers is kept, but a quarter of the chosen ones is no longer accepted. */
    @Test
    void holdsBackWhereVerdictsTurnWrong() {
        List<PairScore> champion = right(300, i -> true);
        List<PairScore> challenger = champion.stream()
                .map(score -> new PairScore(score.chosen() - 1.5f, score.rejected() - 1.5f))
                .toList();

        Decision decision = decide(plain(300), champion, challenger);

        assertThat(failed(decision)).containsExactly("verdicts");
        assertThat(decision.reason()).contains("share of verdicts turned wrong at threshold 0.0 +0.500");
    }

    @Test
    void beforeTheFirstChampionAccuracyDecides() {
        List<HeldOutPair> pairs =
                pairs(400, i -> new HeldOutPair("prompt " + i, 10, 20, false, Map.of("tenant", i < 40 ? "a" : "b")));
        Contestant base =
                new Contestant(Optional.empty(), right(400, i -> i < 60), anchors(i -> i), RewardScale.IDENTITY);

        Decision decision =
                gate.decide(JUDGE.judge(pairs, base, challenger(right(400, i -> i >= 40)), Optional.empty()));

        assertThat(decision.promoted()).as(decision.reason()).isTrue();
        assertThat(decision.reason()).contains("of the base model");
        assertThat(decision.findings()).extracting(Finding::rule).containsExactly("accuracy");
    }

    @Test
    void holdsBackRewardsThatAreNoNumbers() {
        Decision decision =
                decide(plain(100), right(100, i -> false), Collections.nCopies(100, new PairScore(Float.NaN, 0)));

        assertThat(decision.promoted()).isFalse();
        assertThat(decision.reason()).isEqualTo("held back: the challenger's rewards are not numbers");
    }

    @Test
    void holdsBackTheSameRewardForEverything() {
        Decision decision = decide(plain(100), right(100, i -> false), Collections.nCopies(100, new PairScore(2, 2)));

        assertThat(decision.reason()).isEqualTo("held back: the challenger gives every answer the same reward");
    }

    @Test
    void refusesLimitsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(1.5, 0.1, 0.1, 0.1, 0.1, 0.1, 4, 4, 0.2))
                .withMessage("margin of the gate outside [0, 1]: 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(0.05, 0.1, 0.1, 0.1, 0.1, 0.1, 4, 0.5, 0.2))
                .withMessageContaining("below 1: 0.5");
    }

    private Decision decide(List<HeldOutPair> pairs, List<PairScore> champion, List<PairScore> challenger) {
        return gate.decide(JUDGE.judge(pairs, champion(champion), challenger(challenger), Optional.empty()));
    }

    private static List<String> failed(Decision decision) {
        return decision.findings().stream()
                .filter(finding -> !finding.passed())
                .map(Finding::rule)
                .toList();
    }
}
