package dev.laurel.reward.checkpoint;

import java.util.List;

/**
 * How one weight W (out, in) is adapted: W + scaling·B·A with A (rank, in) and B (out, rank); Hu et al. 2021, "LoRA", eq. 3.
 *
 * @param target W
 */
public record LowRank(Parameter target, int rank, double scaling) {

    private static final String WEIGHT = ".weight";

    public LowRank {
        if (target.shape().size() != 2 || rank < 1 || !Double.isFinite(scaling)) {
            throw new IllegalArgumentException(
                    "no adaptation of " + target + ": rank " + rank + ", scaling " + scaling);
        }
    }

    /** The module that PEFT names in its configuration, such as {@code model.layers.0.self_attn.q_proj}. */
    static String module(Parameter target) {
        return target.name().substring(0, target.name().length() - WEIGHT.length());
    }

    public Parameter a() {
        return new Parameter(
                module(target) + ".lora_A" + WEIGHT,
                List.of((long) rank, target.shape().get(1)));
    }

    public Parameter b() {
        return new Parameter(
                module(target) + ".lora_B" + WEIGHT, List.of(target.shape().get(0), (long) rank));
    }
}
