package dev.laurel.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The filters on collections. Those that are generators in Python ({@code map}, {@code select}, …) give {@link Generated}. */
final class CollectionFilters {

    private CollectionFilters() {}

    static void into(Map<String, Filter> filters) {
        filters.put("first", (value, arguments, run) -> {
            List<Object> elements = Values.elements(value, run);
            return elements.isEmpty() ? new Undefined("no first item, sequence was empty") : elements.get(0);
        });
        filters.put("last", (value, arguments, run) -> {
            List<Object> elements = Values.elements(reversible(value, run), run);
            return elements.isEmpty()
                    ? new Undefined("no last item, sequence was empty")
                    : elements.get(elements.size() - 1);
        });
        filters.put("list", (value, arguments, run) -> new ArrayList<>(Values.elements(value, run)));
        filters.put("items", (value, arguments, run) -> items(value, run));
        filters.put("reverse", (value, arguments, run) -> reversed(value, run));
        filters.put(
                "join",
                (value, arguments, run) -> joined(value, arguments.checked(run, "join", "d", "attribute"), run));
        filters.put("sum", (value, arguments, run) -> {
            Object sum = arguments.checked(run, "sum", "attribute", "start").get(1, "start", 0L);
            if (sum instanceof String) {
                throw run.failure("sum() cannot sum strings");
            }
            for (Object element : Values.elements(value, run)) {
                sum = Arithmetic.ADD.apply(sum, part(element, arguments.get(0, "attribute", null), run), run);
            }
            return sum;
        });
        sorting(filters);
        filters.put("map", CollectionFilters::mapped);
        filters.put("select", (value, arguments, run) -> selected(value, arguments, run, false, true));
        filters.put("reject", (value, arguments, run) -> selected(value, arguments, run, false, false));
        filters.put("selectattr", (value, arguments, run) -> selected(value, arguments, run, true, true));
        filters.put("rejectattr", (value, arguments, run) -> selected(value, arguments, run, true, false));
    }

    private static Object reversible(Object value, Rendering run) {
        if (value instanceof Generated) {
            throw run.failure("'generator' object is not reversible");
        }
        return value;
    }

    private static Generated items(Object value, Rendering run) {
        if (value instanceof Undefined) {
            return new Generated(List.of());
        }
        if (value instanceof Map<?, ?> map) {
            return new Generated(CollectionMethods.entries(map, run));
        }
        throw run.failure("items can only be had of a mapping, not of '" + Values.typeName(value) + "'");
    }

    private static Object reversed(Object value, Rendering run) {
        if (value instanceof String text) {
            return run.charged(new StringBuilder(text).reverse().toString());
        }
        List<Object> elements = new ArrayList<>(Values.elements(value, run));
        Collections.reverse(elements);
        return new Generated(elements);
    }

    private static String joined(Object value, Arguments arguments, Rendering run) {
        String separator = Values.text(arguments.get(0, "d", ""), run);
        Text out = new Text(run);
        boolean first = true;
        for (Object element : Values.elements(value, run)) {
            out.add(first ? "" : separator)
                    .add(Values.text(part(element, arguments.get(1, "attribute", null), run), run));
            first = false;
        }
        return out.toString();
    }

    /** The attribute {@code a.b.0} of an element, or the element itself where none is asked for. */
    static Object part(Object element, Object attribute, Rendering run) {
        if (attribute == null) {
            return element;
        }
        if (attribute instanceof Long) {
            return Access.item(element, attribute, run);
        }
        Object value = element;
        for (Object name : PythonText.split(Values.text(attribute, run), ".", -1)) {
            boolean index = !((String) name).isEmpty()
                    && ((String) name).length() < 10
                    && ((String) name).chars().allMatch(digit -> digit >= '0' && digit <= '9');
            value = Access.item(value, index ? Long.valueOf((String) name) : name, run);
        }
        return value;
    }

    private static void sorting(Map<String, Filter> filters) {
        filters.put("sort", (value, arguments, run) -> {
            arguments.checked(run, "sort", "reverse", "case_sensitive", "attribute");
            boolean exact = arguments.flag(1, "case_sensitive", false);
            List<Object> attributes = attributes(arguments.get(2, "attribute", null));
            List<Object> sorted = new ArrayList<>(Values.elements(value, run));
            Comparator<Object> order = (a, b) -> {
                int decided = 0;
                for (int i = 0; i < attributes.size() && decided == 0; i++) {
                    decided = Comparison.rank(
                            sortKey(part(a, attributes.get(i), run), exact),
                            sortKey(part(b, attributes.get(i), run), exact),
                            run);
                }
                return decided;
            };
            sorted.sort(arguments.flag(0, "reverse", false) ? order.reversed() : order);
            return sorted;
        });
        filters.put("dictsort", (value, arguments, run) -> {
            arguments.checked(run, "dictsort", "case_sensitive", "by", "reverse");
            boolean exact = arguments.flag(0, "case_sensitive", false);
            String by = Values.text(arguments.get(1, "by", "key"), run);
            if (!List.of("key", "value").contains(by)) {
                throw run.failure("dictsort() sorts by key or value");
            }
            int at = by.equals("value") ? 1 : 0;
            if (!(value instanceof Map<?, ?> map)) {
                throw run.failure("dictsort() needs a mapping, got " + Values.typeName(value));
            }
            List<Object> sorted = CollectionMethods.entries(map, run);
            Comparator<Object> order = (a, b) -> Comparison.rank(
                    sortKey(((Tuple) a).items().get(at), exact),
                    sortKey(((Tuple) b).items().get(at), exact),
                    run);
            sorted.sort(arguments.flag(2, "reverse", false) ? order.reversed() : order);
            return sorted;
        });
        filters.put(
                "min",
                (value, arguments, run) ->
                        extreme(value, arguments.checked(run, "min", "case_sensitive", "attribute"), -1, run));
        filters.put(
                "max",
                (value, arguments, run) ->
                        extreme(value, arguments.checked(run, "max", "case_sensitive", "attribute"), 1, run));
        filters.put("unique", (value, arguments, run) -> {
            arguments.checked(run, "unique", "case_sensitive", "attribute");
            List<Object> seen = new ArrayList<>();
            List<Object> unique = new ArrayList<>();
            for (Object element : Values.elements(value, run)) {
                Object key = sortKey(
                        part(element, arguments.get(1, "attribute", null), run),
                        arguments.flag(0, "case_sensitive", false));
                if (seen.stream().noneMatch(other -> Comparison.equal(other, key, run))) {
                    seen.add(key);
                    unique.add(element);
                }
            }
            return new Generated(unique);
        });
    }

    /** The attributes to sort by, one after another: {@code 'a,b'} are two, none is the value itself. */
    private static List<Object> attributes(Object attribute) {
        return attribute instanceof String names ? PythonText.split(names, ",", -1) : Values.list(attribute);
    }

    static Object sortKey(Object value, boolean caseSensitive) {
        return value instanceof String text && !caseSensitive ? text.toLowerCase(Locale.ROOT) : value;
    }

    private static Object extreme(Object value, Arguments arguments, int sign, Rendering run) {
        boolean exact = arguments.flag(0, "case_sensitive", false);
        Object attribute = arguments.get(1, "attribute", null);
        Object best = new Undefined("no aggregated item, sequence was empty");
        boolean first = true;
        for (Object element : Values.elements(value, run)) {
            if (first
                    || sign
                                    * Comparison.rank(
                                            sortKey(part(element, attribute, run), exact),
                                            sortKey(part(best, attribute, run), exact),
                                            run)
                            > 0) {
                best = element;
                first = false;
            }
        }
        return best;
    }

    private static Object mapped(Object value, Arguments arguments, Rendering run) {
        if (!Values.truth(value)) {
            return new Generated(List.of()); // whatever it is, and whatever was asked for
        }
        List<Object> mapped = new ArrayList<>();
        if (arguments.positional().isEmpty()) {
            arguments.checked(run, "map", "attribute", "default");
            Object attribute = arguments.required(run, "map", 0, "attribute");
            for (Object element : Values.elements(value, run)) {
                Object part = part(element, attribute, run);
                mapped.add(part instanceof Undefined ? arguments.get(1, "default", part) : part);
            }
        } else {
            String name = arguments.text(run, "map", 0, "name");
            Filter filter = Filters.find(name).orElseThrow(() -> run.failure("no filter named '" + name + "'"));
            for (Object element : Values.elements(value, run)) {
                run.charge(1);
                mapped.add(filter.apply(element, arguments.after(1), run));
            }
        }
        return new Generated(mapped);
    }

    private static Object selected(
            Object value, Arguments arguments, Rendering run, boolean byAttribute, boolean wanted) {
        if (!Values.truth(value)) {
            return new Generated(List.of()); // whatever it is, and whatever was asked for
        }
        Object attribute = byAttribute ? arguments.required(run, "selectattr", 0, "attribute") : null;
        Arguments rest = byAttribute ? arguments.after(1) : arguments;
        Test test = (tested, none, running) -> Values.truth(tested);
        if (!rest.positional().isEmpty()) {
            String name = rest.text(run, "select", 0, "test");
            test = Tests.find(name).orElseThrow(() -> run.failure("no test named '" + name + "'"));
        }
        List<Object> selected = new ArrayList<>();
        for (Object element : Values.elements(value, run)) {
            run.charge(1);
            if (test.holds(part(element, attribute, run), rest.after(1), run) == wanted) {
                selected.add(element);
            }
        }
        return new Generated(selected);
    }
}
