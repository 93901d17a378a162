package dev.laurel.scorer.live;

import java.util.List;

import dev.laurel.reward.text.TokenSequence;

/** A version that judges token sequences. Safe for many threads. */
public interface Judge {

    /** Judgements in the order of the sequences; what cannot be judged costs only itself. An engine that fails on anything fails the call. */
    List<Judgement> judgeSequences(List<TokenSequence> sequences);

    /** Most tokens of one forward pass. */
    int tokenBudget();
}
