package dev.laurel.bench.crash;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KillPlanTest {

    @Test
    void fiveKillsAimAtEveryStage() {
        assertThat(all(KillPlan.random(2, 5, new Random(1))))
                .containsExactlyInAnyOrder(
                        Stage.READING, Stage.TRAINING, Stage.WRITING, Stage.JUDGING, Stage.ANNOUNCING);
    }

    @Test
    void noWindowIsKilledAfterItsAnnouncement() {
        KillPlan plan = KillPlan.random(5, 30, new Random(7));

        assertThat(all(plan)).hasSize(30);
        assertThat(plan.windows()).hasSize(5).allSatisfy(stages -> assertThat(stages)
                .endsWith(Stage.ANNOUNCING)
                .containsOnlyOnce(Stage.ANNOUNCING)
                .contains(Stage.READING, Stage.TRAINING, Stage.WRITING, Stage.JUDGING)
                .doesNotContain(Stage.FINISHED));
    }

    private static List<Stage> all(KillPlan plan) {
        return plan.windows().stream().flatMap(List::stream).toList();
    }
}
