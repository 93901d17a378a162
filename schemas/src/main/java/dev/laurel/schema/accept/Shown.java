package dev.laurel.schema.accept;

/** A value from outside as messages and logs show it: quoted, in one line, cut where it is long. Never for the text of a conversation. */
public final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    /** {@code value} in quotes, its own quotes, control characters and unpaired surrogates as escapes, at most 80 characters of it. */
    public static String of(String value) {
        return '"' + inLine(value, LONGEST) + '"';
    }

    /** The first {@code longest} characters of {@code value} with the same escapes, for a place that has quotes of its own or needs none. */
    public static String inLine(String value, int longest) {
        return escaped(value, longest, "\"\\");
    }

    /** The first {@code longest} characters of a message of our own in which values are shown: one line, of characters that every encoding has. */
    public static String line(String message, int longest) {
        return escaped(message, longest, "");
    }

    private static String escaped(String value, int longest, String marked) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(value.length(), longest);
        for (int i = 0; i < end; ) {
            int character = value.codePointAt(i);
            if (Texts.breaksLines(character) || Texts.unpaired(character)) {
                shown.append("\\u%04x".formatted(character));
            } else if (marked.indexOf(character) >= 0) {
                shown.append('\\').appendCodePoint(character);
            } else {
                shown.appendCodePoint(character);
            }
            i += Character.charCount(character);
        }
        return shown.append(end < value.length() ? "…" : "").toString();
    }
}
