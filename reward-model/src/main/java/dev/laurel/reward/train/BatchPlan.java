package dev.laurel.reward.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which pairs each optimizer step trains on, decided before the first one: a run that is taken up again follows the same plan.
 *
 * @param batches for each step, places in the list of pairs
 */
public record BatchPlan(List<List<Integer>> batches) {

    public BatchPlan {
        batches = batches.stream().map(List::copyOf).toList();
        if (batches.isEmpty() || batches.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a plan without batches, or a batch without pairs: " + batches);
        }
    }

    /** Every pair once an epoch, shuffled by the options' seed; the last batch of an epoch may be smaller. */
    public static BatchPlan shuffled(int pairs, TrainingOptions options) {
        Random random = new Random(options.seed());
        List<Integer> order = new ArrayList<>(IntStream.range(0, pairs).boxed().toList());
        List<List<Integer>> batches = new ArrayList<>();
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            Collections.shuffle(order, random);
            for (int from = 0; from < pairs; from += options.batchPairs()) {
                batches.add(List.copyOf(order.subList(from, Math.min(pairs, from + options.batchPairs()))));
            }
        }
        return new BatchPlan(batches);
    }

    /** Optimizer steps. */
    public int steps() {
        return batches.size();
    }
}
