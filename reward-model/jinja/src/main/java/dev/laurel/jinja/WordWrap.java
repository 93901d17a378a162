package dev.laurel.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of at most a number of characters, as Python's {@code textwrap} makes them of one paragraph without expanding tabs.
 *
 * @param breakWords whether a word that is longer than a line is broken
 * @param breakHyphens whether lines may end after a hyphen within a word
 */
record WordWrap(int width, boolean breakWords, boolean breakHyphens) {

    private static final String SPACE = "[\\t\\n\\x0b\\x0c\\r ]";
    private static final String LETTER = "[^\\d\\W]";
    private static final String END = "[\\w!\"'&.,?]"; // of what a dash may follow

    private static final Pattern WORDS = Pattern.compile(SPACE + "+");

    private static final Pattern PARTS = Pattern.compile(
            SPACE + "+"
                    + "|(?<=" + END + ")-{2,}(?=\\w)" // a dash between words
                    + "|[^\\t\\n\\x0b\\x0c\\r ]+?(?:"
                    + "-(?:(?<=" + LETTER + "{2}-)|(?<=" + LETTER + "-" + LETTER + "-))(?=" + LETTER + "-?" + LETTER
                    + ")"
                    + "|(?=" + SPACE + "|\\z)"
                    + "|(?<=" + END + ")(?=-{2,}\\w))",
            Pattern.UNICODE_CHARACTER_CLASS);

    /** The lines of a paragraph; none where it is blank. */
    List<String> lines(String paragraph, Rendering run) {
        Deque<String> left = parts(paragraph, run);
        List<String> lines = new ArrayList<>();
        while (!left.isEmpty()) {
            if (!lines.isEmpty() && isBlank(left.peek())) {
                left.pop();
            }
            String line = line(left, run);
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private String line(Deque<String> left, Rendering run) {
        List<String> line = new ArrayList<>();
        int filled = 0;
        while (!left.isEmpty() && filled + length(left.peek()) <= width) {
            filled += length(left.peek());
            line.add(left.pop());
        }
        if (!left.isEmpty() && length(left.peek()) > width) {
            addLongWord(left, line, width - filled, run);
        }
        if (!line.isEmpty() && isBlank(line.get(line.size() - 1))) {
            line.remove(line.size() - 1);
        }
        return run.charged(String.join("", line));
    }

    private void addLongWord(Deque<String> left, List<String> line, int room, Rendering run) {
        if (!breakWords) {
            if (line.isEmpty()) {
                line.add(left.pop());
            }
            return;
        }
        String word = left.pop();
        run.charge(room + 1L);
        int end = word.offsetByCodePoints(0, room);
        int hyphen = breakHyphens ? word.lastIndexOf('-', end - 1) : -1;
        if (hyphen > 0 && word.substring(0, hyphen).chars().anyMatch(character -> character != '-')) {
            end = hyphen + 1;
        }
        line.add(word.substring(0, end));
        left.push(run.charged(word.substring(end)));
    }

    private Deque<String> parts(String text, Rendering run) {
        run.charge(text.length());
        Deque<String> parts = new ArrayDeque<>();
        Matcher separator = (breakHyphens ? PARTS : WORDS).matcher(text);
        int at = 0;
        while (separator.find()) {
            add(parts, text.substring(at, separator.start()));
            add(parts, separator.group());
            at = separator.end();
        }
        add(parts, text.substring(at));
        return parts;
    }

    private static void add(Deque<String> parts, String part) {
        if (!part.isEmpty()) {
            parts.add(part);
        }
    }

    private static boolean isBlank(String part) {
        return PythonText.strip(part, null, true, true).isEmpty();
    }

    private static int length(String part) {
        return part.codePointCount(0, part.length());
    }
}
