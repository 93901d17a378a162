package dev.laurel.schema.accept;

import java.util.Optional;

/**
 * What an id or a name from outside may be: tenant, task, prompt, response, group, event, subject, annotator, system. It has text, is short enough for a key
 * and a log line, and holds nothing that could forge either.
 */
public final class Names {

    /** Longest name, in UTF-16 units. */
    public static final int LONGEST = 1_024;

    /** A longer name with control characters may be a piece of a conversation, from a damaged record, and is not shown. */
    private static final int LONGEST_SHOWN = 16;

    private Names() {}

    /** What is wrong with a name, to be read after the field: {@code "is blank"}; empty if nothing is. */
    public static Optional<String> problem(String name) {
        if (!Texts.says(name)) {
            return Optional.of("is missing or blank");
        }
        if (name.length() > LONGEST) {
            return Optional.of("has %,d characters, more than %,d".formatted(name.length(), LONGEST));
        }
        for (int i = 0; i < name.length(); ) {
            int character = name.codePointAt(i);
            if (Texts.breaksLines(character)) {
                String shown = name.length() <= LONGEST_SHOWN ? Shown.of(name) + " " : "";
                return Optional.of(shown + "has " + control(character, i));
            }
            i += Character.charCount(character);
        }
        return Texts.problem(name);
    }

    /** As {@link #problem}, without showing the name: one in a conversation may be a piece of what was said. */
    public static Optional<String> hiddenProblem(String name) {
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            int character = name.codePointAt(i);
            if (Texts.says(name) && name.length() <= LONGEST && Texts.breaksLines(character)) {
                return Optional.of("has " + control(character, i));
            }
        }
        return problem(name);
    }

    private static String control(int character, int at) {
        return "the control character U+%04X at %d".formatted(character, at);
    }

    /** As {@link #problem}; a tenant has no slash besides, since it ends at the first slash of a key. */
    public static Optional<String> tenantProblem(String tenant) {
        return problem(tenant)
                .or(() -> tenant.indexOf('/') < 0 ? Optional.empty() : Optional.of(Shown.of(tenant) + " has a slash"));
    }
}
