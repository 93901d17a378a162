package dev.laurel.reward.text;

/**
 * What becomes of a conversation whose prompt alone is as long as what the model reads, so that no token of the answer is left of it. Conversations of
 * whose answer the model reads anything at all are encoded alike by each.
 */
public enum OverlongPrompt {

    /** Cut on the right as every long conversation, and marked as {@link TokenSequence#answerUnread()}; its reward says nothing about the answer. */
    FLAG,

    /** An {@link UnusableTextException} with {@link UnusableTextException.Reason#ANSWER_UNREAD}. */
    REFUSE,

    /**
     * The prompt loses tokens at its beginning, whatever turn they belong to, until the answer fits or the prompt has lost all but half of what the model
     * reads; an answer that is still too long is cut on the right by the profile's rule. A BOS at the beginning of the rendered conversation stays
     * in front. The sequence is truncated, and its answer read.
     */
    CUT
}
