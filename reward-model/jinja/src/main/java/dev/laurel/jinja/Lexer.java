package dev.laurel.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens, with Jinja's rules for white space: one newline at the end of the template is dropped,
 * {@code trim_blocks} drops the newline after a block or comment, {@code lstrip_blocks} the blanks before it on its line, a minus sign
 * all white space on its side, a plus sign nothing.
 */
final class Lexer {

    private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*(-?)%}");
    private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%}");
    private static final Pattern BASED =
            Pattern.compile("0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d_]*(\\.\\d[\\d_]*)?([eE][+-]?\\d[\\d_]*)?");
    private static final List<String> OPERATORS = List.of(
            "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<",
            "=", ".", ":", "|", ",");

    private final String template;
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;
    private int counted;
    private boolean lineStart = true;

    Lexer(String template, String source) {
        this.template = template;
        String unix = source.replace("\r\n", "\n").replace('\r', '\n');
        this.source = unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix;
    }

    List<Token> tokens() {
        while (position < source.length()) {
            int tag = nextTag();
            if (tag < 0) {
                text(source.substring(position));
                position = source.length();
            } else {
                tag(tag);
            }
        }
        add(Token.Kind.END, "");
        return tokens;
    }

    private int nextTag() {
        for (int at = source.indexOf('{', position);
                at >= 0 && at + 1 < source.length();
                at = source.indexOf('{', at + 1)) {
            if ("%{#".indexOf(source.charAt(at + 1)) >= 0) {
                return at;
            }
        }
        return -1;
    }

    private void tag(int start) {
        char kind = source.charAt(start + 1);
        char sign = start + 2 < source.length() ? source.charAt(start + 2) : ' ';
        text(stripped(source.substring(position, start), sign, kind != '{'));
        position = start;
        Matcher raw = RAW.matcher(source).region(start, source.length());
        if (kind == '%' && raw.lookingAt()) {
            raw(raw);
            return;
        }
        int begin = start + (sign == '-' || sign == '+' ? 3 : 2);
        if (kind == '#') {
            int end = source.indexOf("#}", begin);
            if (end < 0) {
                throw failure("comment without '#}'");
            }
            close(end + 2, end > begin ? source.charAt(end - 1) : ' ', true);
        } else {
            add(kind == '%' ? Token.Kind.BLOCK_BEGIN : Token.Kind.OUTPUT_BEGIN, "");
            position = begin;
            code(kind == '%' ? "%}" : "}}", kind == '%');
        }
    }

    private void raw(Matcher raw) {
        close(raw.end(), raw.group(1).isEmpty() ? ' ' : '-', false);
        Matcher end = END_RAW.matcher(source);
        if (!end.find(position)) {
            throw failure("raw block without endraw");
        }
        char sign = end.group(1).isEmpty() ? ' ' : end.group(1).charAt(0);
        text(stripped(source.substring(position, end.start()), sign, true));
        close(end.end(), end.group(2).isEmpty() ? ' ' : end.group(2).charAt(0), true);
    }

    /** The text before a tag, less what the tag takes from it. */
    private String stripped(String text, char sign, boolean block) {
        if (sign == '-') {
            return PythonText.strip(text, null, false, true);
        }
        int lastLine = text.lastIndexOf('\n') + 1;
        boolean blank =
                PythonText.strip(text.substring(lastLine), null, true, false).isEmpty();
        return sign != '+' && block && blank && (lastLine > 0 || lineStart) ? text.substring(0, lastLine) : text;
    }

    /** Goes on after a tag that ends at {@code end}, taking the white space its sign asks for. */
    private void close(int end, char sign, boolean trim) {
        position = end;
        if (sign == '-') {
            while (position < source.length() && PythonText.isSpace(source.charAt(position))) {
                position++;
            }
        } else if (trim && sign != '+' && position < source.length() && source.charAt(position) == '\n') {
            position++;
        }
        lineStart = source.charAt(position - 1) == '\n';
    }

    private void code(String end, boolean block) {
        Deque<Character> open = new ArrayDeque<>();
        while (true) {
            while (position < source.length() && PythonText.isSpace(source.charAt(position))) {
                position++;
            }
            if (position >= source.length()) {
                throw failure("tag without '" + end + "'");
            }
            if (open.isEmpty() && closes(end, block)) {
                return;
            }
            token(open);
        }
    }

    private boolean closes(String end, boolean block) {
        char sign = source.charAt(position);
        boolean signed = sign == '-' || block && sign == '+';
        if (!source.startsWith(end, signed ? position + 1 : position)) {
            return false;
        }
        add(block ? Token.Kind.BLOCK_END : Token.Kind.OUTPUT_END, "");
        close(position + (signed ? 3 : 2), signed ? sign : ' ', block);
        return true;
    }

    private void token(Deque<Character> open) {
        char first = source.charAt(position);
        if (first == '"' || first == '\'') {
            string(first);
        } else if (first >= '0' && first <= '9') {
            number();
        } else if (Character.isLetter(first) || first == '_') {
            int end = position;
            while (end < source.length() && isNamePart(source.charAt(end))) {
                end++;
            }
            add(Token.Kind.NAME, source.substring(position, end));
            position = end;
        } else {
            String operator = OPERATORS.stream()
                    .filter(known -> source.startsWith(known, position))
                    .findFirst()
                    .orElseThrow(() ->
                            failure("unexpected character '" + Character.toString(source.codePointAt(position)) + "'"));
            balance(operator.charAt(0), open);
            add(Token.Kind.OPERATOR, operator);
            position += operator.length();
        }
    }

    private static boolean isNamePart(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }

    private void balance(char bracket, Deque<Character> open) {
        int opening = "([{".indexOf(bracket);
        if (opening >= 0) {
            open.push(")]}".charAt(opening));
        } else if (")]}".indexOf(bracket) >= 0 && (open.isEmpty() || open.pop() != bracket)) {
            throw failure("unexpected '" + bracket + "'");
        }
    }

    private void string(char quote) {
        int end = position + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw failure("string without closing quote");
        }
        try {
            add(Token.Kind.STRING, StringLiteral.decoded(source.substring(position + 1, end)));
        } catch (IllegalArgumentException e) {
            throw failure(e.getMessage());
        }
        position = end + 1;
    }

    private void number() {
        Matcher based = BASED.matcher(source).region(position, source.length());
        if (based.lookingAt()) {
            add(Token.Kind.INTEGER, based.group().replace("_", ""));
            position = based.end();
            return;
        }
        Matcher number = NUMBER.matcher(source).region(position, source.length());
        number.lookingAt();
        boolean afterDot = position > 0 && source.charAt(position - 1) == '.';
        boolean real = !afterDot && (number.group(1) != null || number.group(2) != null);
        int end = real ? number.end() : position;
        while (!real && end < source.length() && (Character.isDigit(source.charAt(end)) || source.charAt(end) == '_')) {
            end++;
        }
        add(
                real ? Token.Kind.FLOAT : Token.Kind.INTEGER,
                source.substring(position, end).replace("_", ""));
        position = end;
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            add(Token.Kind.TEXT, text);
        }
    }

    private void add(Token.Kind kind, String text) {
        tokens.add(new Token(kind, text, lineHere()));
    }

    private int lineHere() {
        for (; counted < position; counted++) {
            if (source.charAt(counted) == '\n') {
                line++;
            }
        }
        return line;
    }

    private TemplateException failure(String reason) {
        return new TemplateException(template, lineHere(), reason);
    }
}
