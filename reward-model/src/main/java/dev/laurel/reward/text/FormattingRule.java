package dev.laurel.reward.text;

import java.util.Arrays;

/** Whose rules for the end marker and for long text are followed; a score read by other rules than the model learned by is wrong. */
public enum FormattingRule {

    /**
     * OpenRLHF's {@code RewardDataset}: newlines stripped from the end, a space and EOS appended where the text does not end in EOS,
     * cut on the right at the maximum, the last id overwritten by EOS. The same for conversations and texts.
     */
    OPENRLHF {
        @Override
        String conversation(String rendered, String eos) {
            int end = rendered.length();
            while (end > 0 && rendered.charAt(end - 1) == '\n') {
                end--;
            }
            String stripped = rendered.substring(0, end);
            return stripped.endsWith(eos) ? stripped : stripped + " " + eos;
        }

        @Override
        String text(String text, String eos) {
            return conversation(text, eos);
        }

        @Override
        int[] ended(int[] ids, int eosId) {
            ids[ids.length - 1] = eosId;
            return ids;
        }

        @Override
        int read(int maxTokens) {
            return maxTokens - 1;
        }
    },

    /**
     * TRL's {@code RewardTrainer}: a conversation is what its template renders, a text gets EOS appended where it does not end in EOS and
     * the special tokens its tokenizer adds. Over-length pairs are refused, as TRL filters them; for scores, where TRL has no rule, text
     * is cut on the right and marked as truncated.
     */
    TRL {
        @Override
        String conversation(String rendered, String eos) {
            return rendered;
        }

        @Override
        String text(String text, String eos) {
            return text.endsWith(eos) ? text : text + eos;
        }

        @Override
        int[] ended(int[] ids, int eosId) {
            return ids;
        }

        @Override
        boolean addsSpecialTokens() {
            return true;
        }

        @Override
        boolean refusesOverLength() {
            return true;
        }
    };

    /** A conversation as its template renders it, with the end this rule gives it. */
    abstract String conversation(String rendered, String eos);

    /** A text that no template renders, with the end this rule gives it. */
    abstract String text(String text, String eos);

    /** Ids that are not longer than the maximum, with the last id this rule gives them; may change the array. */
    abstract int[] ended(int[] ids, int eosId);

    /** How many ids of a text that is longer than the maximum the model reads. */
    int read(int maxTokens) {
        return maxTokens;
    }

    /** Whether the tokenizer's own special tokens (a BOS, for some) are added to texts; templates write their own. */
    boolean addsSpecialTokens() {
        return false;
    }

    /** Whether pairs with a side longer than the maximum are refused instead of cut. */
    boolean refusesOverLength() {
        return false;
    }

    /** These ids as the model reads them. */
    TokenSequence sequence(int[] ids, int maxTokens, int eosId) {
        boolean truncated = ids.length > maxTokens;
        return new TokenSequence(ended(truncated ? Arrays.copyOf(ids, maxTokens) : ids, eosId), truncated);
    }
}
