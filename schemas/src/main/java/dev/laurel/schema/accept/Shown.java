package dev.laurel.schema.accept;

/** A value from outside as messages and logs show it: quoted, in one line, cut where it is long. Never for the text of a conversation. */
public final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    /** {@code value} in quotes, its control characters and unpaired surrogates as escapes, at most 80 characters of it. */
    public static String of(String value) {
        StringBuilder shown = new StringBuilder("\"");
        int end = Math.min(value.length(), LONGEST);
        for (int i = 0; i < end; ) {
            int character = value.codePointAt(i);
            if (Texts.breaksLines(character) || Texts.unpaired(character)) {
                shown.append("\\u%04x".formatted(character));
            } else {
                shown.appendCodePoint(character);
            }
            i += Character.charCount(character);
        }
        return shown.append(end < value.length() ? "…\"" : "\"").toString();
    }
}
