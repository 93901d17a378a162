package dev.laurel.reward.text;

/**
 * How text becomes token ids for one model; part of the model, stored beside its weights as {@code laurel.json}.
 *
 * @param kind whose rules are followed
 * @param maxTokens the longest sequence in tokens, end marker included
 */
public record FormattingProfile(Kind kind, int maxTokens) {

    /** File name inside a model directory. */
    public static final String FILE = "laurel.json";

    /** Whose rules for end marker and length are followed. */
    public enum Kind {
        /** OpenRLHF's RewardDataset: a space and EOS appended, truncated on the right, last id overwritten by EOS. */
        OPENRLHF,
        /** TRL's RewardTrainer: bare EOS after plain text, nothing after conversations; over-length text refused. */
        TRL
    }

    public FormattingProfile {
        if (kind == null) {
            throw new IllegalArgumentException("formatting profile without a kind (openrlhf or trl)");
        }
        if (maxTokens < 2) {
            throw new IllegalArgumentException("max tokens below 2: " + maxTokens);
        }
    }
}
