package dev.laurel.bench.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which stages of each window the trainer is killed in, in that order. Five kills or more aim at every stage at least once.
 *
 * @param windows the stages of each window
 */
record KillPlan(List<List<Stage>> windows) {

    private static final List<Stage> ONCE =
            List.of(Stage.TRAINING, Stage.WRITING, Stage.READING, Stage.JUDGING, Stage.ANNOUNCING);

    /** A window that was killed while announcing is over, and cannot be killed there again. */
    private static final List<Stage> AGAIN = List.of(Stage.TRAINING, Stage.WRITING, Stage.READING, Stage.JUDGING);

    static KillPlan random(int windows, int kills, Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, windows).boxed().toList());
        List<List<Stage>> plan = new ArrayList<>();
        order.forEach(window -> plan.add(new ArrayList<>()));
        Collections.shuffle(order, random);
        for (int pass = 0, planned = 0; planned < kills; pass++) {
            List<Stage> stages = pass < windows ? ONCE : AGAIN;
            for (int i = 0; i < stages.size() && planned < kills; i++, planned++) {
                // each pass aims at every stage once, and each stage at another window in each pass
                plan.get(order.get((pass + i) % windows)).add(stages.get(i));
            }
        }
        plan.forEach(stages -> {
            Collections.shuffle(stages, random);
            stages.sort(Comparator.comparing(KillPlan::place));
        });
        return new KillPlan(plan);
    }

    /** Training and writing take turns, in any order. */
    private static int place(Stage stage) {
        return stage == Stage.WRITING ? Stage.TRAINING.ordinal() : stage.ordinal();
    }
}
