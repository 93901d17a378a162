package dev.laurel.command.rescore;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.clients.admin.OffsetSpec;

/** One end of a stretch of a topic. */
public sealed interface RangeEnd {

    /** The beginning or the end of every partition. */
    record Edge(OffsetSpec offsets) implements RangeEnd {}

    /** The first record of every partition at or after a time. */
    record Time(Instant time) implements RangeEnd {}

    /** An offset for each partition; partitions without one are left out. */
    record Offsets(Map<Integer, Long> byPartition) implements RangeEnd {

        public Offsets {
            byPartition = Map.copyOf(byPartition);
        }
    }

    /**
     * Reads {@code earliest}, {@code latest}, a time such as {@code 2026-11-25T08:00:00Z}, or {@code PARTITION:OFFSET,...}.
     *
     * @throws IllegalArgumentException quoting what is none of them
     */
    static RangeEnd parse(String text) {
        if (text.equals("earliest")) {
            return new Edge(OffsetSpec.earliest());
        }
        if (text.equals("latest")) {
            return new Edge(OffsetSpec.latest());
        }
        if (text.matches("\\d+:\\d+(,\\d+:\\d+)*")) {
            return offsets(text);
        }
        try {
            return new Time(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("neither earliest, latest, a time like 2026-11-25T08:00:00Z nor"
                    + " PARTITION:OFFSET,...: \"" + text + "\"");
        }
    }

    private static Offsets offsets(String text) {
        Map<Integer, Long> offsets = new LinkedHashMap<>();
        for (String one : text.split(",")) {
            String[] parts = one.split(":");
            try {
                if (offsets.put(Integer.parseInt(parts[0]), Long.parseLong(parts[1])) != null) {
                    throw new IllegalArgumentException("partition " + parts[0] + " twice in \"" + text + "\"");
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("not a partition and an offset: \"" + one + "\"", e);
            }
        }
        return new Offsets(offsets);
    }
}
