package dev.laurel.jinja;

/** Decodes the inside of a quoted string by Python's escapes; an unknown escape keeps its backslash. */
final class StringLiteral {

    private StringLiteral() {}

    static String decoded(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character != '\\') {
                out.append(character);
            } else {
                at = escape(text, at, out);
            }
        }
        return out.toString();
    }

    /** Appends the escape whose letter is at {@code at}; gives the place after it. */
    private static int escape(String text, int at, StringBuilder out) {
        char letter = text.charAt(at);
        switch (letter) {
            case '\n' -> {}
            case '\\', '\'', '"' -> out.append(letter);
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case 'x' -> {
                return hexadecimal(text, at, 2, out);
            }
            case 'u' -> {
                return hexadecimal(text, at, 4, out);
            }
            case 'U' -> {
                return hexadecimal(text, at, 8, out);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                return octal(text, at, out);
            }
            default -> out.append('\\').append(letter);
        }
        return at + 1;
    }

    private static int hexadecimal(String text, int at, int digits, StringBuilder out) {
        int end = at + 1 + digits;
        String code = end <= text.length() ? text.substring(at + 1, end) : "";
        if (code.isEmpty() || !code.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
            throw new IllegalArgumentException(
                    "escape \\" + text.charAt(at) + " without " + digits + " hexadecimal digits");
        }
        long point = Long.parseLong(code, 16);
        if (point > Character.MAX_CODE_POINT) {
            throw new IllegalArgumentException("escape \\" + text.charAt(at) + code + " is no character");
        }
        out.appendCodePoint((int) point);
        return end;
    }

    private static int octal(String text, int at, StringBuilder out) {
        int end = at;
        int code = 0;
        while (end < text.length() && end < at + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
            code = code * 8 + text.charAt(end++) - '0';
        }
        out.append((char) code);
        return end;
    }
}
