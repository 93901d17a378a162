package dev.laurel.reward.train;

import java.util.Collections;
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
    void replayedPairsAreSpreadOverTheBatches() {
        BatchPlan plan = BatchPlan.mixed(each("new", 10), each("old", 10), OPTIONS);

        assertThat(plan.batches()).hasSize(10).allSatisfy(batch -> assertThat(
                        batch.stream().filter(i -> i >= 10))
                .hasSize(2));
        for (List<List<Integer>> epoch :
                List.of(plan.batches().subList(0, 5), plan.batches().subList(5, 10))) {
            assertThat(epoch.stream().flatMap(List::stream))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 20).boxed().toList());
        }
    }

    @Test
    void fewReplayedPairsAreSpreadTooAndDoNotReplaceNewOnes() {
        BatchPlan plan = BatchPlan.mixed(each("new", 30), each("old", 10), OPTIONS.withEpochs(1));

        assertThat(plan.batches()).hasSize(10).allSatisfy(batch -> assertThat(
                        batch.stream().filter(i -> i >= 30))
                .hasSize(1));
    }

    @Test
    void pairsOfOnePromptStayTogether() {
        List<String> prompts = List.of("a", "b", "c", "a", "b", "d", "a", "e", "f");

        for (long seed = 0; seed < 20; seed++) {
            BatchPlan plan = BatchPlan.mixed(prompts, List.of("a", "a"), OPTIONS.withSeed(seed));

            assertThat(plan.batches()).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(4));
            for (List<Integer> together : List.of(List.of(0, 3, 6), List.of(1, 4), List.of(9, 10))) {
                assertThat(plan.batches().stream().filter(batch -> batch.containsAll(together)))
                        .hasSize(2); // once an epoch
            }
        }
    }

    @Test
    void aPromptOfMorePairsThanABatchIsCut() {
        BatchPlan plan = BatchPlan.mixed(Collections.nCopies(9, "same"), List.of(), OPTIONS.withEpochs(1));

        assertThat(plan.batches()).extracting(List::size).containsExactlyInAnyOrder(4, 4, 1);
    }

    private static List<String> each(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    @Test
    void nothingToTrainOnIsNoPlan() {
        assertThatThrownBy(() -> BatchPlan.shuffled(0, OPTIONS)).hasMessageContaining("a plan without batches");
    }
}
