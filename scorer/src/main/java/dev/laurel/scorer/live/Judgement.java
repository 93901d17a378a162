package dev.laurel.scorer.live;

import java.util.Objects;
import java.util.OptionalDouble;

/** What came of scoring one response: a reward, or why there is none. */
public sealed interface Judgement {

    /**
     * A model version's score of a response.
     *
     * @param line the model's line
     * @param version the model's version
     * @param weightDigest SHA-256 of that version's weights
     * @param raw as the model gave it; comparable within one version
     * @param normalized on the line's reference scale; comparable across versions
     * @param probability that it is preferred to an answer of reward 0 on the reference scale; empty if the version is not calibrated
     * @param tokens length of what was scored
     * @param truncated whether the text was cut to the model's limit
     * @param answerUnread whether the prompt alone filled that limit, so that the reward says nothing about the answer and nothing may be decided by it
     */
    record Reward(
            String line,
            int version,
            String weightDigest,
            double raw,
            double normalized,
            OptionalDouble probability,
            int tokens,
            boolean truncated,
            boolean answerUnread)
            implements Judgement {

        public Reward {
            Objects.requireNonNull(line, "line");
            Objects.requireNonNull(weightDigest, "weightDigest");
            if (!Double.isFinite(raw) || !Double.isFinite(normalized)) {
                throw new IllegalArgumentException("reward is not a number: " + raw + ", normalized " + normalized);
            }
        }
    }

    /** No reward, and never one for this response as it is. {@code message} is for people and quotes no text of the response. */
    record Failure(Reason reason, String message) implements Judgement {

        public Failure {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
        }
    }

    /** Why a response has no reward; the kind of its dead letter. */
    enum Reason {
        /** The record's value is no GeneratedResponse. */
        UNREADABLE,
        /** The record has no value. */
        NO_VALUE,
        /** The record's key is not {@code tenant/prompt_id} of its value. */
        KEY_MISMATCH,
        /** An id or a name of the response is missing, or could forge a key or a line of a log. */
        BAD_NAME,
        /** A number or a moment of the response is none that can be. */
        OUT_OF_BOUNDS,
        /** There is no conversation that the response would answer. */
        EMPTY_CONVERSATION,
        /** A text of the response is none, or not well formed. */
        BAD_TEXT,
        /** No configured line serves the tenant and task. */
        NO_LINE,
        /** The line has no active version, although others have. */
        NO_ACTIVE_MODEL,
        /** The model's formatting refuses the conversation: its template does, or its over-length rule. */
        REFUSED_BY_FORMATTING,
        /** The prompt alone is longer than the model reads, and such responses are to be refused. */
        PROMPT_TOO_LONG,
        /** The model failed on this response, and on this one only. */
        MODEL_FAILED,
        /** The model's answer is infinite or not a number. */
        NOT_A_NUMBER,
        /** The scored record would be larger than its topic takes. */
        TOO_LARGE,
        /** The scorer failed on this response in a way that nobody thought of; the message names the exception's class. */
        UNEXPECTED;

        /** Whether the record is a response of the partition it is in, so that it can be told which group it belongs to. */
        public boolean isOfAReadableResponse() {
            return switch (this) {
                case UNREADABLE, NO_VALUE, KEY_MISMATCH, BAD_NAME, OUT_OF_BOUNDS, UNEXPECTED -> false;
                case EMPTY_CONVERSATION,
                        BAD_TEXT,
                        NO_LINE,
                        NO_ACTIVE_MODEL,
                        REFUSED_BY_FORMATTING,
                        PROMPT_TOO_LONG,
                        MODEL_FAILED,
                        NOT_A_NUMBER,
                        TOO_LARGE -> true;
            };
        }
    }
}
