package dev.laurel.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What Python does with any value: its truth, its text, its elements, its length. */
final class Values {

    private Values() {}

    /** A list of these values, which may be none (null). */
    static List<Object> list(Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    static boolean truth(Object value) {
        if (value == null || value instanceof Undefined) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value instanceof BigInteger
                || !isSequence(value)
                || !items(value).isEmpty();
    }

    /** Python's {@code str(value)}; nothing for undefined. */
    static String text(Object value, Rendering run) {
        if (value instanceof String text) {
            return text;
        }
        return value instanceof Undefined ? "" : Repr.of(value, run);
    }

    static boolean isSequence(Object value) {
        return value instanceof List || value instanceof Tuple || value instanceof SequenceView;
    }

    /** The elements of a list, tuple or view, not copied. */
    @SuppressWarnings("unchecked") // lists given to templates are read only
    static List<Object> items(Object sequence) {
        if (sequence instanceof Tuple tuple) {
            return tuple.items();
        }
        return sequence instanceof SequenceView view ? view.items() : (List<Object>) sequence;
    }

    /** What iterating over a value gives: elements, the keys of a mapping, the characters of a string. */
    static List<Object> elements(Object value, Rendering run) {
        List<Object> elements = elementsOrNull(value);
        if (elements == null) {
            throw run.failure("'" + typeName(value) + "' object is not iterable");
        }
        run.charge(elements.size());
        return elements;
    }

    static boolean isIterable(Object value) {
        return value instanceof String
                || value instanceof Map
                || value instanceof Undefined
                || value instanceof Generated
                || isSequence(value);
    }

    private static List<Object> elementsOrNull(Object value) {
        if (isSequence(value)) {
            return items(value);
        }
        if (value instanceof Generated generated) {
            return generated.take();
        }
        if (value instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        if (value instanceof String text) {
            return new ArrayList<>(PythonText.characters(text));
        }
        return value instanceof Undefined ? List.of() : null;
    }

    static long length(Object value, Rendering run) {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length());
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        if (value instanceof Undefined) {
            return 0;
        }
        if (isSequence(value)) {
            return items(value).size();
        }
        throw run.failure("object of type '" + typeName(value) + "' has no len()");
    }

    /** The value as the key of a mapping. */
    static Object key(Object value, Rendering run) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Tuple
                || isNumber(value)) {
            return value;
        }
        throw run.failure("'" + typeName(value) + "' cannot be a key");
    }

    static boolean isNumber(Object value) {
        return PythonInt.is(value) || value instanceof Double;
    }

    /** Python's name of the type, for messages. */
    static String typeName(Object value) {
        if (value == null) {
            return "NoneType";
        }
        if (value instanceof String) {
            return "str";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (PythonInt.is(value)) {
            return "int";
        }
        if (value instanceof Double) {
            return "float";
        }
        if (value instanceof List) {
            return "list";
        }
        if (value instanceof Map) {
            return "dict";
        }
        return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
