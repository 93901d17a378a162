package dev.laurel.bench.attack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.apache.avro.specific.SpecificRecord;

/** Sets a field of a record, whatever its schema, to a value of its type that is at or beyond what anybody means by it. */
final class ExtremeFields {

    static final List<Long> MOMENTS = List.of(
            0L,
            -1L,
            1_764_000_000L,
            1_764_000_000_000L,
            1_764_000_000_000_000L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            4_102_444_800_000L,
            253_402_300_800_000L);
    private static final List<Double> NUMBERS = List.of(
            0.0,
            -0.0,
            1.0,
            -1.0,
            1e308,
            -1e308,
            Double.MIN_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            1e9,
            5.0,
            1e-12);
    private static final List<Integer> INTEGERS = List.of(0, 1, -1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE, 100_000);
    private static final List<String> NAMES = List.of(
            "",
            " ",
            "acme/x",
            "a\nb",
            "\0",
            "\u202e",
            "x".repeat(2_000),
            "x".repeat(200_000),
            "👍",
            "..",
            "default",
            "a",
            "\ud800");

    private final RandomGenerator random;

    private ExtremeFields(RandomGenerator random) {
        this.random = random;
    }

    /** Sets one field, at any depth, in place. */
    static void set(SpecificRecord value, RandomGenerator random) {
        new ExtremeFields(random).extreme(value);
    }

    private void extreme(SpecificRecord value) {
        var fields = value.getSchema().getFields();
        var field = fields.get(random.nextInt(fields.size()));
        Object now = value.get(field.pos());
        if (now instanceof SpecificRecord inner) {
            if (field.schema().isNullable() && random.nextInt(8) == 0) {
                value.put(field.pos(), null);
            } else {
                extreme(inner);
            }
        } else if (now instanceof List<?> list) {
            value.put(field.pos(), extreme(list));
        } else if (now instanceof String || field.schema().toString().contains("\"string\"") && now == null) {
            value.put(field.pos(), pick(NAMES));
        } else if (now instanceof Double || field.schema().toString().contains("\"double\"")) {
            value.put(field.pos(), pick(NUMBERS));
        } else if (now instanceof Integer || field.schema().toString().contains("\"int\"")) {
            value.put(field.pos(), pick(INTEGERS));
        } else if (now instanceof Instant) {
            value.put(field.pos(), Instant.ofEpochMilli(pick(MOMENTS)));
        } else if (now instanceof Map) {
            value.put(field.pos(), Map.of(pick(NAMES), pick(NAMES)));
        }
    }

    private List<?> extreme(List<?> list) {
        if (list.isEmpty() || random.nextInt(4) == 0) {
            return list.isEmpty() ? list : random.nextBoolean() ? List.of() : copies(list);
        }
        List<Object> changed = new ArrayList<>(list);
        int at = random.nextInt(changed.size());
        Object element = changed.get(at);
        if (element instanceof SpecificRecord inner) {
            extreme(inner);
        } else if (element instanceof String) {
            changed.set(at, pick(NAMES));
        } else if (element instanceof List<?> inner) {
            changed.set(at, extreme(inner));
        }
        return changed;
    }

    private List<Object> copies(List<?> list) {
        return new ArrayList<>(Collections.nCopies(1 + random.nextInt(1_000), list.get(0)));
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
