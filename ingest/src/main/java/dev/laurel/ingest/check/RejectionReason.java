package dev.laurel.ingest.check;

import java.util.Locale;

/** Why a record was set aside; the kind that its dead letter carries and its metric is tagged with. */
public enum RejectionReason {
    /** The record has a key and no value. */
    MISSING_VALUE,
    /** A field that must have content is blank or absent. */
    MISSING_FIELD,
    /** An id or a name with control characters, or too long for a key. */
    BAD_NAME,
    /** A text that no encoding has a form for. */
    BAD_TEXT,
    /** Tools, or the arguments of a call, that are no JSON of the kind they must be. */
    BAD_JSON,
    /** A time that cannot be one, such as seconds or microseconds taken for milliseconds. */
    BAD_TIME,
    /** More candidates, tags, or characters beside the conversation than one record may have. */
    TOO_MUCH,
    /** More pairs, or larger ones, than one event may make, or than may be known of one prompt. */
    TOO_MANY_PAIRS,
    /** A tenant with a slash, which would make the key ambiguous. */
    BAD_TENANT,
    /** The record's key is not the tenant and prompt id of its value. */
    KEY_MISMATCH,
    /** No turns where a conversation belongs. */
    EMPTY_CONVERSATION,
    /** A turn by somebody other than system, developer, user, assistant and tool. */
    UNKNOWN_ROLE,
    /** An answer, or the last turn of a conversation, without text. */
    MISSING_TEXT,
    /** A number that is not finite, or lies outside its scale. */
    OUT_OF_SCALE,
    /** Two candidates with one response id. */
    DUPLICATE_CANDIDATE,
    /** A judgement of a response that is none of the event's candidates. */
    UNKNOWN_RESPONSE,
    /** A preference for an answer over itself, by id or by text. */
    EQUAL_ANSWERS,
    /** A kind of feedback that no rule reads. */
    UNSUPPORTED_KIND,
    /** An operation whose {@code supersedes} is missing or superfluous. */
    CONTRADICTORY_OPERATION,
    /** A retraction of an event that did not come in time. */
    UNKNOWN_EVENT,
    /** A judgement of an answer, or about a conversation, whose text did not come in time. */
    UNKNOWN_TEXT,
    /** An id of a response that stands for two prompts. */
    AMBIGUOUS_RESPONSE,
    /** An id for which no prompt became known in time. */
    UNKNOWN_PROMPT,
    /** A prompt id that already stands for another conversation. */
    CONFLICTING_PROMPT,
    /** A response id that already stands for another text. */
    CONFLICTING_TEXT,
    /** An id that came before, with other content. */
    CONFLICTING_REPETITION,
    /** Something that no rule foresees; the detail names the exception. */
    UNEXPECTED,
    /** More is known of the prompt than its ledger may hold. */
    LEDGER_FULL;

    /** For people: MISSING_TEXT is "Missing text". */
    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
