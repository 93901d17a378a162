package dev.laurel.scorer.live;

import dev.laurel.reward.text.TokenSequence;

/** What a version's formatting makes of a conversation: tokens to score, or why there are none. */
public sealed interface Encoded {

    /** To be scored. */
    record Readable(TokenSequence sequence) implements Encoded {}

    /** Refused by the formatting. */
    record Unreadable(Judgement.Failure failure) implements Encoded {}
}
