package dev.laurel.jinja;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The comparisons of Python: equality of any two values, order of numbers, strings and lists, membership. */
enum Comparison {
    EQUAL("==") {
        @Override
        boolean holds(Object left, Object right, Rendering run) {
            return equal(left, right, run);
        }
    },
    NOT_EQUAL("!=") {
        @Override
        boolean holds(Object left, Object right, Rendering run) {
            return !equal(left, right, run);
        }
    },
    LESS("<") {
        @Override
        boolean holds(Object left, Object right, Rendering run) {
            return order(left, right, run) < 0;
        }
    },
    AT_MOST("<=") {
        @Override
        boolean holds(Object left, Object right, Rendering run) {
            return order(left, right, run) <= 0;
        }
    },
    GREATER(">") {
        @Override
        boolean holds(Object left, Object right, Rendering run) {
            int order = order(left, right, run);
            return order > 0 && order != UNORDERED;
        }
    },
    AT_LEAST(">=") {
        @Override
        boolean holds(Object left, Object right, Rendering run) {
            int order = order(left, right, run);
            return order >= 0 && order != UNORDERED;
        }
    },
    IN("in") {
        @Override
        boolean holds(Object left, Object right, Rendering run) {
            return contains(right, left, run);
        }
    },
    NOT_IN("not in") {
        @Override
        boolean holds(Object left, Object right, Rendering run) {
            return !contains(right, left, run);
        }
    };

    private static final int UNORDERED = 2; // what a number and NaN are to each other

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    static Optional<Comparison> of(String symbol) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.symbol.equals(symbol))
                .findFirst();
    }

    abstract boolean holds(Object left, Object right, Rendering run);

    static boolean equal(Object left, Object right, Rendering run) {
        return equal(left, right, run, 0);
    }

    private static boolean equal(Object left, Object right, Rendering run, int depth) {
        run.checkDepth(depth);
        run.charge(1);
        Object a = number(left);
        Object b = number(right);
        if (Values.isNumber(a) && Values.isNumber(b)) {
            return !isNaN(a) && !isNaN(b) && PythonInt.compareNumbers(a, b) == 0;
        }
        if (a instanceof String text && b instanceof String other) {
            run.charge(Math.min(text.length(), other.length()));
            return text.equals(other);
        }
        if (a instanceof Map<?, ?> map && b instanceof Map<?, ?> other) {
            return equalMaps(map, other, run, depth);
        }
        if (a instanceof List && b instanceof List
                || a instanceof Tuple && b instanceof Tuple
                || a instanceof SequenceView && b instanceof SequenceView) {
            return equalLists(Values.items(a), Values.items(b), run, depth);
        }
        return a == b || a instanceof Undefined && b instanceof Undefined;
    }

    private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right, Rendering run, int depth) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            if (!right.containsKey(entry.getKey())
                    || !equal(entry.getValue(), right.get(entry.getKey()), run, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalLists(List<Object> left, List<Object> right, Rendering run, int depth) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i), run, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #order}, for sorting: fails where a value is no number. */
    static int rank(Object left, Object right, Rendering run) {
        int order = order(left, right, run);
        if (order == UNORDERED) {
            throw run.failure("nan has no place among others");
        }
        return order;
    }

    /** Below, at or above 0 as {@code left} stands before, with or after {@code right}; fails where they have no order. */
    static int order(Object left, Object right, Rendering run) {
        return order(left, right, run, 0);
    }

    private static int order(Object left, Object right, Rendering run, int depth) {
        run.checkDepth(depth);
        run.charge(1);
        Object a = number(left);
        Object b = number(right);
        if (Values.isNumber(a) && Values.isNumber(b)) {
            return isNaN(a) || isNaN(b) ? UNORDERED : PythonInt.compareNumbers(a, b);
        }
        if (a instanceof String text && b instanceof String other) {
            run.charge(Math.min(text.length(), other.length()));
            return PythonText.compare(text, other);
        }
        if (a instanceof List && b instanceof List || a instanceof Tuple && b instanceof Tuple) {
            List<Object> first = Values.items(a);
            List<Object> second = Values.items(b);
            for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
                if (!equal(first.get(i), second.get(i), run, depth + 1)) {
                    return order(first.get(i), second.get(i), run, depth + 1);
                }
            }
            return Integer.compare(first.size(), second.size());
        }
        Object undefined = a instanceof Undefined ? a : b;
        throw run.failure(
                undefined instanceof Undefined missing
                        ? missing.reason()
                        : "'" + Values.typeName(a) + "' and '" + Values.typeName(b) + "' have no order");
    }

    private static boolean contains(Object container, Object value, Rendering run) {
        if (container instanceof String text) {
            if (!(value instanceof String part)) {
                throw run.failure("'in <string>' requires string as left operand, not " + Values.typeName(value));
            }
            run.charge(text.length());
            return text.contains(part);
        }
        if (container instanceof Map<?, ?> map) {
            return map.containsKey(Values.key(value, run));
        }
        for (Object element : Values.elements(container, run)) {
            if (equal(element, value, run)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNaN(Object number) {
        return number instanceof Double real && real.isNaN();
    }

    private static Object number(Object value) {
        return value instanceof Boolean flag ? Long.valueOf(flag ? 1 : 0) : value;
    }
}
