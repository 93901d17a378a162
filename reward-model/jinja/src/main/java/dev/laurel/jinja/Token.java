package dev.laurel.jinja;

/**
 * A piece of a template.
 *
 * @param kind what it is
 * @param text plain text, name, operator, decoded string or digits
 * @param line where it begins, from 1
 */
record Token(Kind kind, String text, int line) {

    enum Kind {
        TEXT("text"),
        OUTPUT_BEGIN("{{"),
        OUTPUT_END("}}"),
        BLOCK_BEGIN("{%"),
        BLOCK_END("%}"),
        NAME("name"),
        STRING("string"),
        INTEGER("integer"),
        FLOAT("float"),
        OPERATOR("operator"),
        END("end of template");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    String shown() {
        return kind == Kind.NAME || kind == Kind.OPERATOR ? "'" + text + "'" : kind.shown;
    }
}
