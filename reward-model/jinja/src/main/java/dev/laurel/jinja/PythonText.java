package dev.laurel.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strings as Python sees them: sequences of code points, with Python's idea of white space. */
final class PythonText {

    private static final List<String> PREFIXES = List.of("0x", "0o", "0b");
    private static final int[] BASES = {16, 8, 2};
    private static final int MOST_DIGITS = 4_300; // Python's own limit
    private static final Pattern GROUPED =
            Pattern.compile("[^\\W_]++(?:_[^\\W_]++)*+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SPECIAL = Pattern.compile("([-+]?)(nan|inf|infinity)");
    private static final String DIGITS = "\\d++(?:_\\d++)*+";
    private static final Pattern REAL = Pattern.compile(
            "[-+]?(?:" + DIGITS + "\\.?(?:" + DIGITS + ")?|\\." + DIGITS + ")(?:e[-+]?" + DIGITS + ")?");

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
        return fromRight ? wordsFromRight(text, most) : wordsFromLeft(text, most);
    }

    private static List<Object> wordsFromLeft(String text, long most) {
        List<Object> words = new ArrayList<>();
        int at = skip(text, 0, true);
        while (at < text.length()) {
            int end = most >= 0 && words.size() >= most ? text.length() : skip(text, at, false);
            words.add(text.substring(at, end));
            at = skip(text, end, true);
        }
        return words;
    }

    private static List<Object> wordsFromRight(String text, long most) {
        List<Object> words = new ArrayList<>();
        int end = skipBack(text, text.length(), true);
        while (end > 0) {
            int at = most >= 0 && words.size() >= most ? 0 : skipBack(text, end, false);
            words.add(text.substring(at, end));
            end = skipBack(text, at, true);
        }
        Collections.reverse(words);
        return words;
    }

    private static int skip(String text, int from, boolean spaces) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at)) == spaces) {
            at++;
        }
        return at;
    }

    private static int skipBack(String text, int from, boolean spaces) {
        int at = from;
        while (at > 0 && isSpace(text.charAt(at - 1)) == spaces) {
            at--;
        }
        return at;
    }

    /** Python's {@code int(text, base)}; empty where that fails. */
    static Optional<Object> integer(String text, long base) {
        String digits = strip(text, null, true, true).toLowerCase(Locale.ROOT);
        boolean signed = digits.startsWith("-") || digits.startsWith("+");
        String sign = signed ? digits.substring(0, 1) : "";
        digits = digits.substring(sign.length());
        long radix = base;
        for (int i = 0; i < PREFIXES.size(); i++) {
            if (digits.startsWith(PREFIXES.get(i)) && (base == 0 || base == BASES[i])) {
                radix = BASES[i];
                digits = digits.substring(2);
                digits = digits.startsWith("_") ? digits.substring(1) : digits;
            }
        }
        if (base == 0 && radix == 0) {
            radix = digits.matches("0[0_]*[1-9].*") ? -1 : 10;
        }
        if (radix < 2
                || radix > 36
                || digits.length() > MOST_DIGITS
                || !GROUPED.matcher(digits).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PythonInt.of(
                    new BigInteger((sign.equals("-") ? "-" : "") + ascii(digits.replace("_", "")), (int) radix)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Python's {@code float(text)}; empty where that fails. */
    static Optional<Double> real(String text) {
        String number = ascii(strip(text, null, true, true)).toLowerCase(Locale.ROOT);
        Matcher special = SPECIAL.matcher(number);
        if (special.matches()) {
            double value = special.group(2).equals("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
            return Optional.of(number.startsWith("-") ? -value : value);
        }
        return REAL.matcher(number).matches() ? Optional.of(Double.valueOf(number.replace("_", ""))) : Optional.empty();
    }

    /** With the decimal digits of every script as those of ASCII. */
    private static String ascii(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point ->
                        out.appendCodePoint(Character.isDigit(point) ? '0' + Character.digit(point, 10) : point));
        return out.toString();
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
        return titleCase(text.codePointAt(0)) + text.substring(first).toLowerCase(Locale.ROOT);
    }

    /** A character as the first of a title; some become several. */
    private static String titleCase(int point) {
        String upper = Character.toString(point).toUpperCase(Locale.ROOT);
        int title = Character.toTitleCase(point);
        if (title != point || upper.codePointCount(0, upper.length()) == 1) {
            return Character.toString(title);
        }
        int second = upper.offsetByCodePoints(0, 1);
        boolean cased = Character.isUpperCase(upper.codePointAt(0));
        return upper.substring(0, second)
                + (cased ? upper.substring(second).toLowerCase(Locale.ROOT) : upper.substring(second));
    }

    /** Every word begins with a capital, where a word is a run of letters. */
    static String titled(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean inWord = false;
        for (int point : text.codePoints().toArray()) {
            boolean cased =
                    Character.isUpperCase(point) || Character.isLowerCase(point) || Character.isTitleCase(point);
            out.append(
                    !cased
                            ? Character.toString(point)
                            : inWord ? Character.toString(Character.toLowerCase(point)) : titleCase(point));
            inWord = cased;
        }
        return out.toString();
    }
}
