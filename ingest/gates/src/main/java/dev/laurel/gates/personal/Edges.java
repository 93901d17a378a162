package dev.laurel.gates.personal;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What stands beside a possible match. A placeholder of a kind that is replaced at the same time or later counts as the digits it stands for: a text in which
 * everything has been replaced is thereby judged as it was before, and nothing more is found in it.
 */
final class Edges {

    /** From here on scripts are written without spaces between words, so that a letter beside a number says nothing. */
    private static final int UNSPACED_SCRIPTS = 0x2E80;

    private Edges() {}

    static boolean digit(char c) {
        return '0' <= c && c <= '9';
    }

    static boolean digitAt(String text, int at) {
        return 0 <= at && at < text.length() && digit(text.charAt(at));
    }

    /** A letter or digit that makes one word with its neighbours. */
    static boolean word(char c) {
        return c < UNSPACED_SCRIPTS && Character.isLetterOrDigit(c);
    }

    static boolean wordAt(String text, int at) {
        return 0 <= at && at < text.length() && word(text.charAt(at));
    }

    /** Whether what begins at {@code at} is a part of the word before it. */
    static boolean attached(String text, int at, PersonalData kind) {
        return wordAt(text, at - 1) || placeholderBefore(text, at, kind);
    }

    /** Whether a number that ends before {@code at} goes on there: with one of {@code joints} and more digits. */
    static boolean goesOn(String text, int at, String joints, PersonalData kind) {
        return at < text.length()
                && joints.indexOf(text.charAt(at)) >= 0
                && (digitAt(text, at + 1) || placeholders(kind).anyMatch(name -> text.startsWith(name, at + 1)));
    }

    /** Whether a number that begins at {@code at} is the end of a longer one. */
    static boolean comesFrom(String text, int at, String joints, PersonalData kind) {
        return at > 0
                && joints.indexOf(text.charAt(at - 1)) >= 0
                && (digitAt(text, at - 2) || placeholderBefore(text, at - 1, kind));
    }

    static boolean placeholderBefore(String text, int at, PersonalData kind) {
        return at > 0
                && text.charAt(at - 1) == ']'
                && placeholders(kind).anyMatch(name -> text.startsWith(name, at - name.length()));
    }

    private static Stream<String> placeholders(PersonalData kind) {
        return Arrays.stream(PersonalData.values())
                .filter(other -> other.compareTo(kind) >= 0)
                .map(PersonalData::placeholder);
    }
}
