package dev.laurel.schema;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The sections of Laurel's configuration; one file may hold those of all services. */
public final class ConfigurationKeys {

    private static final List<String> SECTIONS = List.of(
            "laurel.ingest.",
            "laurel.trainer.",
            "laurel.scorer.",
            "laurel.lines.",
            "laurel.s3.",
            "laurel.http.",
            "laurel.root");

    private ConfigurationKeys() {}

    /**
     * Refuses keys under {@code laurel.} that are in no section, so that a misspelt one stops the start. Inside its own section a service's
     * configuration mapping does the same.
     *
     * @param names of all properties, from whatever source
     * @throws IllegalArgumentException naming the unknown keys
     */
    public static void requireKnown(Iterable<String> names) {
        Set<String> unknown = new TreeSet<>();
        for (String name : names) {
            if (name.startsWith("laurel.") && SECTIONS.stream().noneMatch(name::startsWith)) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown configuration " + unknown + "; keys begin with one of " + SECTIONS);
        }
    }
}
