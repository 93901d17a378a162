package dev.laurel.reward.checkpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * Low-rank adaptation as PEFT configures it: the weights of a model stay as they are, and each targeted linear layer learns two small
 * factors beside its weight.
 *
 * @param rank PEFT's {@code r}
 * @param alpha PEFT's {@code lora_alpha}; the factors' product counts alpha / rank
 * @param targets PEFT's {@code target_modules}: last parts of module names, such as {@code q_proj}; {@value #ALL_LINEAR} for every linear
 *     layer of the backbone
 * @param trainHead whether the reward head is trained and stored with the adapter, as PEFT does for the task type SEQ_CLS
 */
public record LoraConfig(int rank, double alpha, List<String> targets, boolean trainHead) {

    public static final String ALL_LINEAR = "all-linear";

    /** Rank 16 on every linear layer, with the head. */
    public static final LoraConfig DEFAULT = new LoraConfig(16, 32, List.of(ALL_LINEAR), true);

    public LoraConfig {
        targets = List.copyOf(targets);
        if (rank < 1) {
            throw new IllegalArgumentException("LoRA rank below 1: " + rank);
        }
        if (!(alpha > 0) || !Double.isFinite(alpha)) {
            throw new IllegalArgumentException("LoRA alpha is not a positive number: " + alpha);
        }
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("LoRA without target modules");
        }
    }

    /**
     * The weights of a backbone that are adapted, in its order.
     *
     * @throws IllegalArgumentException naming a target that is no linear layer of the backbone
     */
    public List<LowRank> adapted(Backbone backbone) {
        List<LowRank> adapted = new ArrayList<>();
        for (Parameter parameter : backbone.linearLayers()) {
            if (targets.contains(ALL_LINEAR) || targets.stream().anyMatch(target -> names(target, parameter))) {
                adapted.add(new LowRank(parameter, rank, alpha / rank));
            }
        }
        for (String target : targets) {
            if (!target.equals(ALL_LINEAR) && adapted.stream().noneMatch(each -> names(target, each.target()))) {
                throw new IllegalArgumentException("LoRA target " + target + " is no linear layer of the backbone");
            }
        }
        return adapted;
    }

    private static boolean names(String target, Parameter parameter) {
        String module = LowRank.module(parameter);
        return module.equals(target) || module.endsWith("." + target);
    }
}
