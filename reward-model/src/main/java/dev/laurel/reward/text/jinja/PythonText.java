package dev.laurel.reward.text.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Strings as Python sees them: sequences of code points, with Python's idea of white space. */
final class PythonText {

    private PythonText() {}

    static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == '\u0085';
    }

    static List<String> characters(String text) {
        List<String> characters = new ArrayList<>(text.length());
        for (int at = 0; at < text.length(); ) {
            int end = text.offsetByCodePoints(at, 1);
            characters.add(text.substring(at, end));
            at = end;
        }
        return characters;
    }

    static Optional<String> character(String text, long index) {
        int size = text.codePointCount(0, text.length());
        long at = index < 0 ? index + size : index;
        if (at < 0 || at >= size) {
            return Optional.empty();
        }
        return Optional.of(Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) at))));
    }

    static int compare(String left, String right) {
        int i = 0;
        while (i < left.length() && i < right.length() && left.charAt(i) == right.charAt(i)) {
            i++;
        }
        if (i == left.length() || i == right.length()) {
            return Integer.compare(left.length(), right.length());
        }
        boolean inPair = i > 0 && Character.isHighSurrogate(left.charAt(i - 1));
        return Integer.compare(left.codePointAt(inPair ? i - 1 : i), right.codePointAt(inPair ? i - 1 : i));
    }

    /** Without these characters at its ends; without white space where {@code characters} is null. */
    static String strip(String text, String characters, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && strips(text.codePointAt(start), characters)) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && strips(text.codePointBefore(end), characters)) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static boolean strips(int point, String characters) {
        return characters == null ? isSpace(point) : characters.indexOf(point) >= 0;
    }

    /** The parts between separators, cut at most {@code most} times from the left; any number of times if that is negative. */
    static List<Object> split(String text, String separator, long most) {
        List<Object> parts = new ArrayList<>();
        int start = 0;
        int found = text.indexOf(separator);
        while (found >= 0 && (most < 0 || parts.size() < most)) {
            parts.add(text.substring(start, found));
            start = found + separator.length();
            found = text.indexOf(separator, start);
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** As {@link #split}, cutting from the right. */
    static List<Object> splitRight(String text, String separator, long most) {
        List<Object> parts = new ArrayList<>();
        int end = text.length();
        int found = text.lastIndexOf(separator, end - separator.length());
        while (found >= 0 && (most < 0 || parts.size() < most)) {
            parts.add(text.substring(found + separator.length(), end));
            end = found;
            found = end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
        }
        parts.add(text.substring(0, end));
        Collections.reverse(parts);
        return parts;
    }

    /** The words between runs of white space, cut at most {@code most} times; the rest keeps its inner white space. */
    static List<Object> words(String text, long most, boolean fromRight) {
        List<Object> words = new ArrayList<>();
        String rest = strip(text, null, !fromRight, fromRight);
        while (!rest.isEmpty() && (most < 0 || words.size() < most)) {
            int cut = fromRight ? wordStart(rest) : wordEnd(rest);
            words.add(fromRight ? rest.substring(cut) : rest.substring(0, cut));
            rest = strip(fromRight ? rest.substring(0, cut) : rest.substring(cut), null, !fromRight, fromRight);
        }
        if (!rest.isEmpty()) {
            words.add(rest);
        }
        if (fromRight) {
            Collections.reverse(words);
        }
        return words;
    }

    private static int wordEnd(String text) {
        int at = 0;
        while (at < text.length() && !isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int wordStart(String text) {
        int at = text.length();
        while (at > 0 && !isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** The lines of a text, without or with their ends, at every line boundary that Python knows. */
    static List<Object> lines(String text, boolean keepEnds) {
        List<Object> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            if ("\n\r\u000b\u000c\u001c\u001d\u001e\u0085\u2028\u2029".indexOf(text.charAt(at)) >= 0) {
                boolean pair = text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
                int next = at + (pair ? 2 : 1);
                lines.add(text.substring(start, keepEnds ? next : at));
                start = next;
                at = next - 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        String head = Character.toString(Character.toTitleCase(text.codePointAt(0)));
        return head + text.substring(first).toLowerCase(Locale.ROOT);
    }

    /** Every word begins with a capital, where a word is a run of letters. */
    static String titled(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean inWord = false;
        for (int point : text.codePoints().toArray()) {
            boolean cased =
                    Character.isUpperCase(point) || Character.isLowerCase(point) || Character.isTitleCase(point);
            out.appendCodePoint(!cased ? point : inWord ? Character.toLowerCase(point) : Character.toTitleCase(point));
            inWord = cased;
        }
        return out.toString();
    }
}
