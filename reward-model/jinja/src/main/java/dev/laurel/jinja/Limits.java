package dev.laurel.jinja;

import java.util.List;
import java.util.Map;

/** How much work a rendering may take: steps evaluated plus characters and list elements produced, in proportion to its input. */
final class Limits {

    /** Deepest nesting of expressions, blocks, macro calls and values. */
    static final int DEPTH = 250;

    private static final long WORK = 10_000_000;
    private static final long WORK_PER_CHARACTER = 200;

    private Limits() {}

    static long of(Map<String, ?> variables) {
        return WORK + WORK_PER_CHARACTER * characters(variables, 0);
    }

    private static long characters(Object value, int depth) {
        long sum = 0;
        if (value instanceof String text) {
            sum = text.length();
        } else if (depth < DEPTH && value instanceof List<?> list) {
            for (Object element : list) {
                sum += characters(element, depth + 1);
            }
        } else if (depth < DEPTH && value instanceof Map<?, ?> map) {
            for (Object element : map.values()) {
                sum += characters(element, depth + 1);
            }
        }
        return sum;
    }
}
