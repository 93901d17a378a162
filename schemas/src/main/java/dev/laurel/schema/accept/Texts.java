package dev.laurel.schema.accept;

import java.util.List;
import java.util.Optional;

/** What the text of a message may be. Any Unicode text is one; half a surrogate pair is not, since UTF-8 and tokenizers have no form for it. */
public final class Texts {

    /** Letters, marks and symbols that are drawn as nothing: joiners of graphemes, fillers of Hangul and Khmer, Mongolian selectors, blank Braille. */
    private static final String HIDDEN = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0";

    private Texts() {}

    /** What is wrong with a text, to be read after the field; empty if nothing is. Never shows the text. */
    public static Optional<String> problem(String text) {
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (unpaired(character)) {
                return Optional.of("has half a surrogate pair, U+%04X, at %d".formatted(character, i));
            }
            i += Character.charCount(character);
        }
        return Optional.empty();
    }

    /** As {@link #problem}, for a text that must say something: a prompt, or an answer that is to be trained on. */
    public static Optional<String> saidProblem(String text) {
        return says(text) ? problem(text) : Optional.of("is without text");
    }

    /** Whether a text has a character that shows; spaces of all kinds, marks of format and fillers do not, unless they are with one that does. */
    public static boolean says(String text) {
        return text != null && text.codePoints().anyMatch(Texts::shows);
    }

    private static boolean shows(int character) {
        boolean filler = HIDDEN.indexOf(character) >= 0
                || 0xFE00 <= character && character <= 0xFE0F
                || 0xE0100 <= character && character <= 0xE01EF;
        return !filler
                && switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }

    /** The first {@code longest} UTF-16 units of a text, or one less where a surrogate pair lies there. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    /** The one text of a message whose content is parts of type text, as vLLM joins them: each on a line of its own. */
    public static String joined(List<String> parts) {
        return String.join("\n", parts);
    }

    static boolean unpaired(int character) {
        return Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE;
    }

    /** Control characters, and what some viewers of logs take for the end of a line or for a change of direction. */
    static boolean breaksLines(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT ->
                0x202A <= character && character <= 0x202E || 0x2066 <= character && character <= 0x2069;
            default -> false;
        };
    }
}
