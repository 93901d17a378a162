package dev.laurel.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods of Python's {@code dict} and {@code list} that read; those that change are undefined, as they are to transformers. */
final class CollectionMethods {

    private static final Set<String> CHANGE_DICT = Set.of("clear", "pop", "popitem", "setdefault", "update");
    private static final Set<String> CHANGE_LIST =
            Set.of("append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort");

    private CollectionMethods() {}

    static Optional<Object> bound(Map<?, ?> map, String name) {
        if (CHANGE_DICT.contains(name)) {
            return Optional.of(unsafe("dict", name));
        }
        Function method =
                switch (name) {
                    case "items" -> (arguments, run) -> new SequenceView("dict_items", entries(map, run));
                    case "keys" -> (arguments, run) -> new SequenceView("dict_keys", Values.elements(map, run));
                    case "values" ->
                        (arguments, run) -> {
                            run.charge(map.size());
                            return new SequenceView("dict_values", new ArrayList<>(map.values()));
                        };
                    case "get" ->
                        (arguments, run) -> {
                            arguments.checked(run, "get", "key", "default");
                            Object key = Values.key(arguments.required(run, "get", 0, "key"), run);
                            return map.containsKey(key) ? map.get(key) : arguments.get(1, "default", null);
                        };
                    case "copy" ->
                        (arguments, run) -> {
                            run.charge(map.size());
                            return map;
                        };
                    default -> null;
                };
        return Optional.ofNullable(method);
    }

    static List<Object> entries(Map<?, ?> map, Rendering run) {
        run.charge(map.size());
        List<Object> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(Tuple.of(key, value)));
        return entries;
    }

    static Optional<Object> bound(List<Object> list, boolean mutable, String name) {
        if (mutable && CHANGE_LIST.contains(name)) {
            return Optional.of(unsafe("list", name));
        }
        Function method =
                switch (name) {
                    case "index" ->
                        (arguments, run) -> {
                            Object sought =
                                    arguments.checked(run, "index", "value").required(run, "index", 0, "value");
                            for (int i = 0; i < list.size(); i++) {
                                if (Comparison.equal(list.get(i), sought, run)) {
                                    return (long) i;
                                }
                            }
                            throw run.failure("value is not in list");
                        };
                    case "count" ->
                        (arguments, run) -> {
                            Object sought =
                                    arguments.checked(run, "count", "value").required(run, "count", 0, "value");
                            return list.stream()
                                    .filter(element -> Comparison.equal(element, sought, run))
                                    .count();
                        };
                    case "copy" -> mutable ? (arguments, run) -> list : null;
                    default -> null;
                };
        return Optional.ofNullable(method);
    }

    private static Undefined unsafe(String type, String name) {
        return new Undefined("access to attribute '" + name + "' of '" + type + "' object is unsafe");
    }
}
