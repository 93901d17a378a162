package dev.laurel.gates.personal;

import java.util.Locale;

/** The word before a number, which may say what the number is. */
final class PrecedingWord {

    private static final int LONGEST = 12;
    private static final int MOST_BETWEEN = 3;
    private static final String BETWEEN = " :.=#(\u00a0\uff1a";

    private PrecedingWord() {}

    /** In lower case; empty where there is none, or a long one. Of scripts without spaces, the last characters before the number. */
    static String of(String text, int number) {
        int end = number;
        while (end > 0 && number - end < MOST_BETWEEN && BETWEEN.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end;
        while (start > 0 && end - start <= LONGEST && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }
}
