package dev.laurel.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attributes, items and slices of values. What does not exist is {@link Undefined}. */
final class Access {

    private Access() {}

    /** {@code value.name}: a method or attribute, else the item of that key. */
    static Object attribute(Object value, String name, Rendering run) {
        if (value instanceof Undefined missing) {
            throw run.failure(missing.reason());
        }
        return method(value, name).orElseGet(() -> ownItem(value, name));
    }

    /** A method or attribute, never an item. */
    static Object attributeAlone(Object value, String name, Rendering run) {
        if (value instanceof Undefined missing) {
            throw run.failure(missing.reason());
        }
        return method(value, name).orElseGet(() -> missing(value, name));
    }

    /** {@code value[key]}: the item of that key, else the attribute of that name. */
    static Object item(Object value, Object key, Rendering run) {
        if (value instanceof Undefined missing) {
            throw run.failure(missing.reason());
        }
        Object item = ownItem(value, key);
        if (item instanceof Undefined && key instanceof String name) {
            return method(value, name).orElse(item);
        }
        return item;
    }

    private static Optional<Object> method(Object value, String name) {
        if (value instanceof Attributed attributed) {
            return Optional.ofNullable(attributed.attribute(name)).filter(found -> !(found instanceof Undefined));
        }
        if (value instanceof String text) {
            return StringMethods.bound(text, name);
        }
        if (value instanceof Map<?, ?> map) {
            return CollectionMethods.bound(map, name);
        }
        if (value instanceof Tuple tuple && tuple.names().contains(name)) {
            return Optional.of(tuple.items().get(tuple.names().indexOf(name)));
        }
        return value instanceof List || value instanceof Tuple
                ? CollectionMethods.bound(Values.items(value), value instanceof List, name)
                : Optional.empty();
    }

    private static Object ownItem(Object value, Object key) {
        if (value instanceof Attributed attributed && key instanceof String name) {
            return attributed.attribute(name);
        }
        if (value instanceof Map<?, ?> map && map.containsKey(key)) {
            return map.get(key);
        }
        if (key instanceof Long || key instanceof Boolean) {
            long index = key instanceof Long number ? number : (Boolean) key ? 1 : 0;
            if (value instanceof String text) {
                return PythonText.character(text, index).map(Object.class::cast).orElseGet(() -> missing(value, key));
            }
            if (Values.isSequence(value)) {
                List<Object> items = Values.items(value);
                long at = index < 0 ? index + items.size() : index;
                return at >= 0 && at < items.size() ? items.get((int) at) : missing(value, key);
            }
        }
        return missing(value, key);
    }

    private static Undefined missing(Object value, Object key) {
        return new Undefined("'" + Values.typeName(value) + "' object has no "
                + (key instanceof String ? "attribute '" + key + "'" : "element " + key));
    }

    static Object slice(Object value, Object from, Object to, Object step, Rendering run) {
        if (value instanceof Undefined missing) {
            throw run.failure(missing.reason());
        }
        if (value instanceof String text) {
            run.charge(text.length());
            return String.join("", sliced(PythonText.characters(text), from, to, step, run));
        }
        if (!Values.isSequence(value)) {
            throw run.failure("'" + Values.typeName(value) + "' object cannot be sliced");
        }
        List<Object> items = sliced(Values.items(value), from, to, step, run);
        return value instanceof Tuple ? new Tuple(items) : items;
    }

    private static <T> List<T> sliced(List<T> items, Object from, Object to, Object step, Rendering run) {
        long stride = bound(step, 1, run);
        if (stride == 0) {
            throw run.failure("slice step must not be zero");
        }
        long size = items.size();
        long least = stride > 0 ? 0 : -1;
        long most = stride > 0 ? size : size - 1;
        long start = clamped(bound(from, stride > 0 ? 0 : Long.MAX_VALUE, run), size, least, most);
        long stop = to == null ? (stride > 0 ? size : -1) : clamped(bound(to, 0, run), size, least, most);
        List<T> taken = new ArrayList<>();
        long count = stride > 0 ? Math.max(0, stop - start) : Math.max(0, start - stop);
        run.charge(count);
        for (long at = start; stride > 0 ? at < stop : at > stop; at += stride) {
            taken.add(items.get((int) at));
            if (Math.abs(stride) > size || stride == Long.MIN_VALUE) {
                break;
            }
        }
        return taken;
    }

    private static long clamped(long index, long size, long least, long most) {
        long at = index < 0 ? Math.max(index, -size - 1) + size : index;
        return Math.max(least, Math.min(most, at));
    }

    private static long bound(Object value, long otherwise, Rendering run) {
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long number) {
            return number;
        }
        throw run.failure("slice indices must be integers or None, not " + Values.typeName(value));
    }
}
