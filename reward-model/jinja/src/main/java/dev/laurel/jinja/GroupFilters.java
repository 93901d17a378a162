package dev.laurel.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The filters that make several lists of one. */
final class GroupFilters {

    private static final List<String> GROUP = List.of("grouper", "list");

    private GroupFilters() {}

    static void into(Map<String, Filter> filters) {
        filters.put(
                "batch",
                (value, arguments, run) ->
                        batches(value, arguments.checked(run, "batch", "linecount", "fill_with"), run));
        filters.put(
                "slice",
                (value, arguments, run) -> slices(value, arguments.checked(run, "slice", "slices", "fill_with"), run));
        filters.put(
                "groupby",
                (value, arguments, run) -> groups(
                        value, arguments.checked(run, "groupby", "attribute", "default", "case_sensitive"), run));
    }

    /** Lists of so many elements; the last one shorter, or filled up. */
    private static Generated batches(Object value, Arguments arguments, Rendering run) {
        arguments.required(run, "batch", 0, "linecount");
        long size = arguments.integer(run, "batch", 0, "linecount", 0);
        List<Object> batches = new ArrayList<>();
        List<Object> batch = new ArrayList<>();
        for (Object element : Values.elements(value, run)) {
            if (batch.size() == size) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(element);
        }
        if (!batch.isEmpty()) {
            fill(batch, size - batch.size(), arguments.get(1, "fill_with", null), run);
            batches.add(batch);
        }
        return new Generated(batches);
    }

    /** So many lists, of which the first are longer by one where they cannot be equal. */
    private static Generated slices(Object value, Arguments arguments, Rendering run) {
        arguments.required(run, "slice", 0, "slices");
        long count = arguments.integer(run, "slice", 0, "slices", 0);
        if (count == 0) {
            throw run.failure("division by zero in slice");
        }
        List<Object> elements = new ArrayList<>(Values.elements(value, run));
        long size = Math.floorDiv(elements.size(), count);
        long longer = Math.floorMod(elements.size(), count);
        List<Object> slices = new ArrayList<>();
        int at = 0;
        for (long i = 0; i < count; i++) {
            run.charge(1);
            int end = (int) (at + size + (i < longer ? 1 : 0));
            List<Object> slice = new ArrayList<>(elements.subList(at, end));
            if (i >= longer) {
                fill(slice, 1, arguments.get(1, "fill_with", null), run);
            }
            slices.add(slice);
            at = end;
        }
        return new Generated(slices);
    }

    private static void fill(List<Object> list, long times, Object with, Rendering run) {
        for (long i = 0; with != null && i < times; i++) {
            run.charge(1);
            list.add(with);
        }
    }

    /** Elements of one attribute together, ordered by it; each group is a pair that can also be read by name. */
    private static List<Object> groups(Object value, Arguments arguments, Rendering run) {
        Object attribute = arguments.required(run, "groupby", 0, "attribute");
        Object otherwise = arguments.get(1, "default", null);
        boolean exact = arguments.flag(2, "case_sensitive", false);
        List<Object> sorted = new ArrayList<>(Values.elements(value, run));
        sorted.sort((a, b) -> Comparison.rank(
                CollectionFilters.sortKey(part(a, attribute, otherwise, run), exact),
                CollectionFilters.sortKey(part(b, attribute, otherwise, run), exact),
                run));
        List<Object> groups = new ArrayList<>();
        List<Object> group = new ArrayList<>();
        Object key = null;
        for (Object element : sorted) {
            Object next = CollectionFilters.sortKey(part(element, attribute, otherwise, run), exact);
            if (group.isEmpty() || !Comparison.equal(key, next, run)) {
                group = new ArrayList<>();
                groups.add(new Tuple(Values.list(part(element, attribute, otherwise, run), group), GROUP));
            }
            key = next;
            group.add(element);
        }
        return groups;
    }

    private static Object part(Object element, Object attribute, Object otherwise, Rendering run) {
        Object part = CollectionFilters.part(element, attribute, run);
        return part instanceof Undefined && otherwise != null ? otherwise : part;
    }
}
