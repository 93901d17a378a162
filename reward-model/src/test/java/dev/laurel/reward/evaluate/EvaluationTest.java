package dev.laurel.reward.evaluate;

import java.util.ArrayList;
import java.util.List;

import dev.laurel.reward.Golden;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

class EvaluationTest {

    @Test
    void countsAndAveragesAsTrlDoes() {
        Golden.json("loss/losses.json").path("cases").forEach(aCase -> {
            double[] chosen = Golden.doubles(aCase.path("chosen"));
            double[] rejected = Golden.doubles(aCase.path("rejected"));
            List<PairScore> scores = new ArrayList<>();
            for (int i = 0; i < chosen.length; i++) {
                scores.add(new PairScore((float) chosen[i], (float) rejected[i]));
            }

            Evaluation evaluation = Evaluation.of(scores);

            String name = aCase.path("name").asText();
            double expectedLoss = Golden.number(aCase.path("own_exact").path("mean_no_margin"));
            assertThat(evaluation.accuracy())
                    .as(name)
                    .isEqualTo(aCase.path("trl_metrics").path("accuracy").asDouble());
            assertThat(evaluation.loss()).as(name).isCloseTo(expectedLoss, offset(1e-6 * Math.max(1, expectedLoss)));
        });
    }

    @Test
    void aTieIsWrong() {
        assertThat(Evaluation.of(List.of(new PairScore(1, 1), new PairScore(2, 1)))
                        .accuracy())
                .isEqualTo(0.5);
    }

    @Test
    void theScaleMapsTheRewardsToMeanZeroAndDeviationOne() {
        Evaluation evaluation = Evaluation.of(List.of(new PairScore(5, 1), new PairScore(3, 3)));

        assertThat(evaluation.rewardMean()).isEqualTo(3);
        assertThat(evaluation.rewardStd()).isCloseTo(Math.sqrt(2), offset(1e-12));
        assertThat(evaluation.scale().normalise(5)).isCloseTo(Math.sqrt(2), offset(1e-12));
    }

    @Test
    void needsPairs() {
        assertThatThrownBy(() -> Evaluation.of(List.of())).hasMessageContaining("at least one pair");
    }
}
