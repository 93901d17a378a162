package dev.laurel.command.console;

import java.util.ArrayList;
import java.util.List;

/** Text in the columns of a terminal, where a Chinese character takes two and a combining mark none. */
public final class Columns {

    /** Blocks whose characters are two columns wide (East Asian Width W and F of Unicode, rounded to blocks). */
    private static final int[][] WIDE = {
        {0x1100, 0x115F}, // Hangul Jamo
        {0x2E80, 0x303E}, // radicals, CJK punctuation
        {0x3041, 0xA4CF}, // kana to Yi
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3}, // Hangul
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60}, // full-width forms
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F}, // pictures
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private Columns() {}

    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    private static int of(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        for (int[] block : WIDE) {
            if (codePoint >= block[0] && codePoint <= block[1]) {
                return true;
            }
        }
        return false;
    }

    /** With spaces at its end, so that it takes so many columns; as it is if it takes more. */
    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** The text in rows of at most so many columns, broken at spaces and after wide characters; a longer word has a row of its own. */
    public static List<String> wrap(String text, int columns) {
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        int breakAt = 0; // what is before may end a row
        for (int codePoint : text.replaceAll("\\s+", " ").strip().codePoints().toArray()) {
            row.appendCodePoint(codePoint);
            if (breakAt > 0 && of(row.toString().stripTrailing()) > columns) {
                rows.add(row.substring(0, breakAt).stripTrailing());
                row.delete(0, breakAt);
                breakAt = 0;
            }
            if (codePoint == ' ' || isWide(codePoint)) {
                breakAt = row.length();
            }
        }
        rows.add(row.toString());
        return rows;
    }
}
