package dev.laurel.page;

/** Text inside HTML, SVG and XML. */
public final class Markup {

    private static final char REPLACEMENT = '\uFFFD';

    private Markup() {}

    /** Makes text harmless in content and in attributes; what XML cannot hold, such as control characters, becomes U+FFFD. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isXml(c) ? c : REPLACEMENT);
            }
        });
        return escaped.toString();
    }

    /** Char of XML 1.0, without what reorders the text around it (Unicode's bidirectional controls). */
    private static boolean isXml(int c) {
        if (c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069) {
            return false;
        }
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF && !(c >= 0x7F && c <= 0x9F)
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }
}
