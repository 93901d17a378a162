package dev.laurel.command.console;

import java.util.Locale;

/** A number of things as people read it: {@code 1 prompt}, {@code 1,779 prompts}. */
public final class Count {

    private Count() {}

    /** @param one what is counted, in the singular; its plural has an s */
    public static String of(long count, String one) {
        return String.format(Locale.ROOT, count == 1 ? "%,d %s" : "%,d %ss", count, one);
    }
}
