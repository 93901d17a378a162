package dev.laurel.forms;

import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

/** A way in which people write down preference pairs. Every row is recognised by itself, so that forms may mix in a file. */
public enum Form {
    CONVERSATIONS("chat messages", Conversations::read),
    SHARE_GPT("ShareGPT", ShareGpt::read),
    HH_TRANSCRIPTS("HH transcripts", HhTranscripts::read),
    PROMPTED_TEXTS("prompt and two texts", PromptedTexts::read),
    SHARED_BEGINNING("two texts that begin alike", SharedBeginning::read);

    private final String label;
    private final Function<Row, PairText> reader;

    Form(String label, Function<Row, PairText> reader) {
        this.label = label;
        this.reader = reader;
    }

    /** The form in a few words, for people. */
    public String label() {
        return label;
    }

    /** Reads a row of this form; throws {@link RefusedRow} if it is no usable pair. */
    public ImportedPair read(Row row) {
        return reader.apply(row).in(row);
    }

    /** The form of a row, by the fields it has and their types; throws {@link RefusedRow} if it is of none. */
    public static Form of(Row row) {
        BesideText.refuse(row);
        JsonNode chosen = side(row, "chosen");
        JsonNode rejected = side(row, "rejected");
        if (row.has("conversations")) {
            return SHARE_GPT;
        }
        if (chosen.isArray() && rejected.isArray()) {
            return CONVERSATIONS;
        }
        if (chosen.isTextual() && rejected.isTextual()) {
            return HhTranscripts.recognises(row) ? HH_TRANSCRIPTS : Asked.isIn(row) ? PROMPTED_TEXTS : SHARED_BEGINNING;
        }
        throw new RefusedRow(
                Refusal.WRONG_TYPE,
                "chosen",
                "is " + Row.type(chosen) + " and rejected is " + Row.type(rejected)
                        + "; both must be arrays of messages or both strings");
    }

    private static JsonNode side(Row row, String name) {
        if (!row.has(name)) {
            throw new RefusedRow(
                    Refusal.MISSING_FIELD,
                    name,
                    "is missing: a pair has chosen and rejected, and this row has " + FieldName.list(row));
        }
        return row.required(name);
    }
}
