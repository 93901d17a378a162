package dev.laurel.reward.train;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchPlanTest {

    private static final TrainingOptions OPTIONS =
            TrainingOptions.DEFAULTS.withBatchPairs(4).withEpochs(2);

    @Test
    void everyPairIsTrainedOnOnceAnEpoch() {
        BatchPlan plan = BatchPlan.shuffled(10, OPTIONS);

        assertThat(plan.steps()).isEqualTo((int) OPTIONS.totalSteps(10)).isEqualTo(6);
        assertThat(plan.batches()).extracting(List::size).containsExactly(4, 4, 2, 4, 4, 2);
        for (List<List<Integer>> epoch :
                List.of(plan.batches().subList(0, 3), plan.batches().subList(3, 6))) {
            assertThat(epoch.stream().flatMap(List::stream))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 10).boxed().toList());
        }
        assertThat(plan.batches().subList(0, 3)).isNotEqualTo(plan.batches().subList(3, 6));
    }

    @Test
    void theSeedDecidesTheOrder() {
        assertThat(BatchPlan.shuffled(10, OPTIONS)).isEqualTo(BatchPlan.shuffled(10, OPTIONS));
        assertThat(BatchPlan.shuffled(10, OPTIONS)).isNotEqualTo(BatchPlan.shuffled(10, OPTIONS.withSeed(2)));
    }

    @Test
    void nothingToTrainOnIsNoPlan() {
        assertThatThrownBy(() -> BatchPlan.shuffled(0, OPTIONS)).hasMessageContaining("a plan without batches");
    }
}
