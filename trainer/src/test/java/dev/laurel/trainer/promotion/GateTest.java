package dev.laurel.trainer.promotion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.PairScore;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GateTest {

    private static final PairScore RIGHT = new PairScore(1, 0);
    private static final PairScore WRONG = new PairScore(0, 1);
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1000, 0.9, 1);

    private final Gate gate = new Gate(0.05);

    @Test
    void promotesTheBetterOne() {
        Decision decision = gate.decide(judge(correct(600, 1000), correct(700, 1000), ownPrompts(1000)));

        assertThat(decision.promoted()).isTrue();
        assertThat(decision.reason())
                .startsWith("promoted: accuracy 0.700 against 0.600 of version 3 on 1000 pairs of 1000 prompts,"
                        + " difference +0.100 [");
    }

    @Test
    void promotesTheEqualOneWhereThereIsEnoughToSeeIt() {
        Decision decision = gate.decide(judge(correct(800, 1000), correct(800, 1000), ownPrompts(1000)));

        assertThat(decision.promoted()).isTrue();
    }

    @Test
    void holdsBackTheWorseOne() {
        Decision decision = gate.decide(judge(correct(800, 1000), correct(700, 1000), ownPrompts(1000)));

        assertThat(decision.promoted()).isFalse();
        assertThat(decision.reason()).startsWith("held back: ").endsWith("where -0.050 is allowed");
    }

    @Test
    void holdsBackWhereTooFewPromptsShowNothing() {
        // one point better, but right and wrong on different pairs: with few of them that may be luck
        List<PairScore> champion = interleaved(20, 10);
        List<PairScore> challenger = new ArrayList<>(champion);
        Collections.rotate(challenger, 1);

        assertThat(gate.decide(judge(champion, challenger, ownPrompts(20))).promoted())
                .isFalse();
    }

    @Test
    void pairsOfOnePromptCountAsOne() {
        // four points worse, all of them on one of two prompts: on other prompts it may be eight
        List<PairScore> champion = correct(6000, 10000);
        List<PairScore> challenger = correct(5600, 10000);
        List<String> prompts =
                IntStream.range(0, 10000).mapToObj(i -> i < 5000 ? "p" : "q").toList();

        assertThat(gate.decide(judge(champion, challenger, ownPrompts(10000))).promoted())
                .isTrue();
        assertThat(gate.decide(judge(champion, challenger, prompts)).promoted()).isFalse();
    }

    @Test
    void holdsBackRewardsThatAreNoNumbers() {
        List<PairScore> challenger = Collections.nCopies(100, new PairScore(Float.NaN, 0));

        Decision decision = new Gate(1).decide(judge(correct(0, 100), challenger, ownPrompts(100)));

        assertThat(decision).isEqualTo(new Decision(false, "held back: the challenger's rewards are not numbers"));
    }

    @Test
    void holdsBackTheSameRewardForEverything() {
        List<PairScore> challenger = Collections.nCopies(100, new PairScore(2, 2));

        assertThat(new Gate(1)
                        .decide(judge(correct(0, 100), challenger, ownPrompts(100)))
                        .promoted())
                .isFalse();
    }

    private static Judgement judge(List<PairScore> champion, List<PairScore> challenger, List<String> prompts) {
        return Judgement.of("version 3", champion, challenger, prompts, BOOTSTRAP);
    }

    private static List<PairScore> correct(int right, int pairs) {
        return IntStream.range(0, pairs)
                .mapToObj(i -> i < right ? RIGHT : WRONG)
                .toList();
    }

    private static List<PairScore> interleaved(int pairs, int every) {
        return IntStream.range(0, pairs)
                .mapToObj(i -> i % every == 0 ? WRONG : RIGHT)
                .toList();
    }

    private static List<String> ownPrompts(int pairs) {
        return IntStream.range(0, pairs).mapToObj(i -> "prompt " + i).toList();
    }
}
