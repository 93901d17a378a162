package dev.laurel.gates;

/** Why a pair is held back. */
public enum GateReason {
    /** Its answers differ in personal data only, which is replaced. */
    EQUAL_REPLACED,
    BANNED_ANNOTATOR,
    LANGUAGE,
    LOW_SCORE,
    SCORE_DIFFERENCE,
    PROMPT_LENGTH,
    ANSWER_LENGTH,
    LENGTH_RATIO,
    NEAR_EQUAL,
    DUPLICATE,
    PROMPT_CAP,
    SUBJECT_CAP
}
