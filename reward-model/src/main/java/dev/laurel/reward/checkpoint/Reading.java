package dev.laurel.reward.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How the files of a model directory are read: which tokens there are, which values hold where a configuration is silent, how an endless word is cut. A
 * reading never changes; what would change one is a new one, named by its number in {@code laurel.json}, so that stored models score and
 * reproduce as on their first day.
 */
public enum Reading {
    /**
     * That of a {@code laurel.json} which names none: tokens of {@code tokenizer.json} alone, and this project's own guesses at what is left out. Blank prompts and
     * answers are text like any other, and numbers have no bounds.
     */
    FIRST,
    /** As transformers 5.17 reads tokens and configurations. A model from elsewhere, without {@code laurel.json}, is read so. */
    SECOND;

    /** The file that names the reading. */
    public static final String FILE = "laurel.json";

    /** Its field there. */
    public static final String FIELD = "reading";

    /** The reading of new models. */
    public static Reading newest() {
        return values()[values().length - 1];
    }

    /** Its number in {@code laurel.json}, from 1. */
    public int revision() {
        return ordinal() + 1;
    }

    /**
     * The reading of a model directory.
     *
     * @throws CheckpointException where {@code laurel.json} names one that this release does not know
     */
    public static Reading of(Path modelDir) {
        Path file = modelDir.resolve(FILE);
        if (!Files.exists(file)) {
            return newest();
        }
        JsonNode revision = Json.object(file).path(FIELD);
        return revision.isMissingNode()
                ? FIRST
                : Arrays.stream(values())
                        .filter(reading -> revision.isInt() && reading.revision() == revision.intValue())
                        .findFirst()
                        .orElseThrow(() -> new CheckpointException(
                                file,
                                FIELD + " " + revision + " is unknown here; this release reads 1 to "
                                        + newest().revision()));
    }
}
