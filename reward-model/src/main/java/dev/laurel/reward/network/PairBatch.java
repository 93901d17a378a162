package dev.laurel.reward.network;

import java.util.ArrayList;
import java.util.List;

import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.TokenSequence;

/**
 * Preference pairs packed for one forward and backward pass.
 *
 * @param sequences the chosen sides, then the rejected ones, 2P in all
 * @param margins (P,)
 * @param weights (P,) of the pairs in the loss
 */
public record PairBatch(TokenBatch sequences, float[] margins, float[] weights) {

    public static PairBatch of(List<EncodedPair> pairs) {
        List<TokenSequence> sides = new ArrayList<>(2 * pairs.size());
        pairs.forEach(pair -> sides.add(pair.chosen()));
        pairs.forEach(pair -> sides.add(pair.rejected()));
        float[] margins = new float[pairs.size()];
        float[] weights = new float[pairs.size()];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = pairs.get(i).margin();
            weights[i] = pairs.get(i).weight();
        }
        return new PairBatch(TokenBatch.of(sides), margins, weights);
    }

    /** Batches of at most so many tokens, in the order of the pairs; a longer pair is a batch of its own. */
    public static List<PairBatch> within(int tokenBudget, List<EncodedPair> pairs) {
        List<PairBatch> batches = new ArrayList<>();
        int first = 0;
        int filled = 0;
        for (int i = 0; i < pairs.size(); i++) {
            int tokens = pairs.get(i).tokens();
            if (i > first && filled + tokens > tokenBudget) {
                batches.add(of(pairs.subList(first, i)));
                first = i;
                filled = 0;
            }
            filled += tokens;
        }
        if (first < pairs.size()) {
            batches.add(of(pairs.subList(first, pairs.size())));
        }
        return batches;
    }
}
