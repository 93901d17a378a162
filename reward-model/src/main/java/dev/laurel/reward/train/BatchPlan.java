package dev.laurel.reward.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        List<String> each = IntStream.range(0, pairs).mapToObj(String::valueOf).toList();
        return mixed(each, List.of(), options);
    }

    /**
     * Every new and every replayed pair once an epoch, shuffled by the options' seed. The replayed ones are spread over the batches as evenly as they go, so
     * that each batch has both while there are enough. Pairs of one prompt stay in one batch as far as it holds them; a batch that has no room for the next
     * prompt is smaller.
     *
     * @param prompts the prompt of each new pair, at the places 0, 1, …
     * @param replayed the prompt of each replayed pair, at the places that follow
     */
    public static BatchPlan mixed(List<String> prompts, List<String> replayed, TrainingOptions options) {
        Random random = new Random(options.seed());
        List<List<Integer>> fresh = units(prompts, 0, options.batchPairs());
        List<List<Integer>> old = units(replayed, prompts.size(), options.batchPairs());
        List<List<Integer>> batches = new ArrayList<>();
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            Collections.shuffle(fresh, random);
            Collections.shuffle(old, random);
            fill(batches, interleaved(fresh, prompts.size(), old, replayed.size()), options.batchPairs());
        }
        return new BatchPlan(batches);
    }

    /** Optimizer steps. */
    public int steps() {
        return batches.size();
    }

    /** The beginning of this plan, of at most so many steps. */
    public BatchPlan first(int steps) {
        return new BatchPlan(batches.subList(0, Math.min(steps, steps())));
    }

    /** Places of one prompt's pairs, cut where they are more than a batch. */
    private static List<List<Integer>> units(List<String> prompts, int first, int most) {
        Map<String, List<Integer>> byPrompt = new LinkedHashMap<>();
        for (int i = 0; i < prompts.size(); i++) {
            byPrompt.computeIfAbsent(prompts.get(i), prompt -> new ArrayList<>())
                    .add(first + i);
        }
        List<List<Integer>> units = new ArrayList<>();
        for (List<Integer> places : byPrompt.values()) {
            for (int from = 0; from < places.size(); from += most) {
                units.add(places.subList(from, Math.min(places.size(), from + most)));
            }
        }
        return units;
    }

    /** Next always comes the side that is further behind its share. */
    private static List<List<Integer>> interleaved(
            List<List<Integer>> fresh, long all, List<List<Integer>> old, long more) {
        Deque<List<Integer>> left = new ArrayDeque<>(fresh);
        Deque<List<Integer>> oldLeft = new ArrayDeque<>(old);
        List<List<Integer>> order = new ArrayList<>();
        long taken = 0;
        long oldTaken = 0;
        while (!left.isEmpty() || !oldLeft.isEmpty()) {
            boolean isOld = left.isEmpty() || (!oldLeft.isEmpty() && oldTaken * all < taken * more);
            List<Integer> unit = isOld ? oldLeft.remove() : left.remove();
            order.add(unit);
            taken += isOld ? 0 : unit.size();
            oldTaken += isOld ? unit.size() : 0;
        }
        return order;
    }

    private static void fill(List<List<Integer>> batches, List<List<Integer>> units, int most) {
        List<Integer> batch = new ArrayList<>();
        for (List<Integer> unit : units) {
            if (!batch.isEmpty() && batch.size() + unit.size() > most) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.addAll(unit);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
    }
}
