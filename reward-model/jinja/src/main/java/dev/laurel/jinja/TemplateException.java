package dev.laurel.jinja;

/** A template that cannot be parsed or rendered, or that refused its input itself ({@code raise_exception}); names template and line. */
public final class TemplateException extends RuntimeException {

    private final int line;
    private final String reason;

    TemplateException(String template, int line, String reason) {
        super(template + ", line " + line + ": " + reason);
        this.line = line;
        this.reason = reason;
    }

    /** Line of the template, from 1. */
    public int line() {
        return line;
    }

    /** What is wrong, without template and line; the template's own words where it refused. */
    public String reason() {
        return reason;
    }
}
