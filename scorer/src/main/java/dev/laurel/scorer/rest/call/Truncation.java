package dev.laurel.scorer.rest.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.text.TokenSequence;
import dev.laurel.scorer.live.LiveModel;
import dev.laurel.service.problem.ProblemException;

/**
 * How a request wants texts cut that are longer than the model reads.
 *
 * @param tokens most tokens, −1 for the model's own limit
 * @param side which end is lost; empty where the caller leaves it to us
 * @param advice what the caller has to say to have texts cut, for refusals
 */
public record Truncation(Optional<Integer> tokens, Optional<Side> side, String advice) {

    /** An end of a text. */
    public enum Side {
        LEFT,
        RIGHT
    }

    /** Refuses longer texts. */
    public static Truncation none(String advice) {
        return new Truncation(Optional.empty(), Optional.empty(), advice);
    }

    /** The tokens of a request's input, cut; throws {@link ProblemException} where they are too many to be read, or none that the model knows. */
    public List<TokenSequence> cut(Input input, String field, LiveModel model) {
        List<TokenSequence> cut = new ArrayList<>();
        List<TokenSequence> sequences = input.tokens(model, tokens.isPresent() && side.orElse(Side.LEFT) == Side.LEFT);
        for (TokenSequence sequence : sequences) {
            String place = sequences.size() == 1 ? field : field + "[" + cut.size() + "]";
            cut.add(cut(sequence, place, model.maxTokens()));
        }
        try {
            cut.forEach(model::requireReadable);
        } catch (IllegalArgumentException e) {
            throw Refusals.badParameter(field, e.getMessage());
        }
        return cut;
    }

    private TokenSequence cut(TokenSequence sequence, String place, int maxTokens) {
        if (tokens.isEmpty() && (sequence.truncated() || sequence.length() > maxTokens)) {
            throw Refusals.badParameter(
                    place,
                    "the model reads " + maxTokens + " tokens and the input has "
                            + (sequence.truncated() ? "more" : sequence.length()) + "; " + advice);
        }
        if (sequence.answerUnread()) {
            throw Refusals.unacceptable(
                    null,
                    place,
                    "the prompt alone is as long as the " + maxTokens + " tokens that the model reads: nothing of "
                            + place + " would be read");
        }
        if (sequence.truncated() && side.equals(Optional.of(Side.LEFT))) {
            throw Refusals.badParameter(
                    place, "what the model's own formatting makes of " + place + " is cut at its end, not on the left");
        }
        int kept = tokens.filter(most -> most >= 0)
                .map(most -> Math.min(most, maxTokens))
                .orElse(maxTokens);
        if (sequence.length() <= kept) {
            return sequence;
        }
        int[] ids = sequence.ids();
        boolean keepsEnd = !sequence.truncated() && side.orElse(Side.LEFT) == Side.LEFT;
        return new TokenSequence(
                keepsEnd ? Arrays.copyOfRange(ids, ids.length - kept, ids.length) : Arrays.copyOf(ids, kept), true);
    }
}
