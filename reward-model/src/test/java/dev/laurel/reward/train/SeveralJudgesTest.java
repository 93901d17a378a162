package dev.laurel.reward.train;

import java.util.List;

import dev.laurel.reward.train.SeveralJudges.Opinion;
import dev.laurel.reward.train.SeveralJudges.Reason;
import dev.laurel.reward.train.SeveralJudges.Share;
import dev.laurel.reward.train.SeveralJudges.Share.LeftOut;
import dev.laurel.reward.train.SeveralJudges.Share.Taken;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SeveralJudgesTest {

    /** Three of four prefer a to b; on c and d people are of two minds, one of them twice; e and f one person judged. */
    private static final List<Opinion> WINDOW = List.of(
            opinion("a b", "a", "ann"),
            opinion("c d", "c", "ann"),
            opinion("a b", "a", "bob"),
            opinion("a b", "b", "cy"),
            opinion("c d", "d", "bob"),
            opinion("e f", "e", "ann"),
            opinion("c d", "c", "ann"),
            opinion("a b", "a", "dee"));

    @Test
    void pairsOfTheSameTwoAnswersShareOneWeight() {
        double third = 1.0 / 3;
        assertThat(SeveralJudges.SUM.shares(WINDOW))
                .containsExactly(
                        new Taken(0.25),
                        new Taken(third),
                        new Taken(0.25),
                        new Taken(0.25),
                        new Taken(third),
                        new Taken(1),
                        new Taken(third),
                        new Taken(0.25));
    }

    @Test
    void eachPairWeighsWhatItWeighsAlone() {
        assertThat(SeveralJudges.EACH.shares(WINDOW)).hasSize(8).containsOnly(new Taken(1));
    }

    @Test
    void theSideThatMoreJudgesTookSharesOneWeight() {
        double third = 1.0 / 3;
        Share undecided = new LeftOut(Reason.NO_MAJORITY, 1, 1);
        assertThat(SeveralJudges.MAJORITY.shares(WINDOW))
                .containsExactly(
                        new Taken(third),
                        undecided,
                        new Taken(third),
                        new LeftOut(Reason.OUTVOTED, 1, 3),
                        undecided,
                        new Taken(1),
                        undecided,
                        new Taken(third));
    }

    @Test
    void aJudgeOfTwoMindsCountsOnBothSides() {
        List<Opinion> opinions =
                List.of(opinion("a b", "a", "ann"), opinion("a b", "b", "ann"), opinion("a b", "b", "bob"));

        assertThat(SeveralJudges.MAJORITY.shares(opinions))
                .containsExactly(new LeftOut(Reason.OUTVOTED, 1, 2), new Taken(0.5), new Taken(0.5));
    }

    private static Opinion opinion(String about, String chosen, String judge) {
        return new Opinion(List.of(about), chosen, judge);
    }
}
