package dev.laurel.trainer.reproduce;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Something that is not as the manifest says.
 *
 * @param where the file, the place in the topic, the field or the step
 * @param expected what the manifest, or what was kept beside it, says
 * @param found what there is instead
 */
public record Difference(Kind kind, String where, String expected, String found) {

    /** What differs. */
    public enum Kind {
        /** An archive file. */
        ARCHIVE,
        /** A pair in the archive and in the topic. */
        PAIR,
        /** The window's offsets. */
        OFFSETS,
        /** How the version was announced. */
        ANNOUNCEMENT,
        /** The kept record of the steps. */
        RECORD,
        /** The order in which the seed puts the pairs. */
        SEED,
        /** Tokenizer, template or formatting profile. */
        TEXT,
        /** What an optimizer step computed. */
        STEP,
        /** The weights. */
        WEIGHTS;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return kind.label() + ", " + where + ": " + expected + " expected, " + found + " found";
    }
}
