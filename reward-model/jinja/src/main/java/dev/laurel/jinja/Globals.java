package dev.laurel.jinja;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions every template may call. */
final class Globals {

    static final Map<String, Function> FUNCTIONS = Map.of(
            "range", Globals::range,
            "dict", Globals::dict,
            "namespace", Globals::namespace,
            "cycler", Globals::cycler,
            "joiner", Globals::joiner,
            "raise_exception", Globals::raise,
            "strftime_now", Globals::now);

    private static final int LONGEST_RANGE = 100_000;

    private Globals() {}

    private static Object range(Arguments arguments, Rendering run) {
        arguments.checked(run, "range", "start", "stop", "step");
        boolean single = arguments.positional().size() == 1;
        long from = single ? 0 : arguments.integer(run, "range", 0, "start", 0);
        arguments.required(run, "range", 0, "stop");
        long to = arguments.integer(run, "range", single ? 0 : 1, "stop", 0);
        long step = arguments.integer(run, "range", 2, "step", 1);
        if (step == 0) {
            throw run.failure("range() step must not be zero");
        }
        List<Object> numbers = new ArrayList<>();
        for (long number = from; step > 0 ? number < to : number > to; number += step) {
            if (numbers.size() == LONGEST_RANGE) {
                throw run.failure("range too big, longest allowed is " + LONGEST_RANGE);
            }
            run.charge(1);
            numbers.add(number);
            if (step > 0 ? number > Long.MAX_VALUE - step : number < Long.MIN_VALUE - step) {
                break;
            }
        }
        String head = "range(" + from + ", " + to + (step == 1 ? "" : ", " + step) + ")";
        return new SequenceView(head, numbers);
    }

    private static Object dict(Arguments arguments, Rendering run) {
        arguments.after(1).checked(run, "dict", arguments.keyword().keySet().toArray(String[]::new));
        Map<Object, Object> dict = new LinkedHashMap<>();
        if (!arguments.positional().isEmpty()) {
            merge(arguments.positional().get(0), dict, run);
        }
        dict.putAll(arguments.keyword());
        return dict;
    }

    private static void merge(Object value, Map<Object, Object> dict, Rendering run) {
        if (value instanceof Map<?, ?> map) {
            run.charge(map.size());
            dict.putAll(map);
            return;
        }
        for (Object element : Values.elements(value, run)) {
            List<Object> pair = Values.elements(element, run);
            if (pair.size() != 2) {
                throw run.failure("dict() needs pairs, got " + pair.size() + " values");
            }
            dict.put(Values.key(pair.get(0), run), pair.get(1));
        }
    }

    private static Object namespace(Arguments arguments, Rendering run) {
        Namespace namespace = new Namespace();
        if (dict(arguments, run) instanceof Map<?, ?> values) {
            values.forEach((name, value) -> namespace.set(Values.text(name, run), value));
        }
        return namespace;
    }

    private static Object cycler(Arguments arguments, Rendering run) {
        arguments.after(Integer.MAX_VALUE).checked(run, "cycler");
        if (arguments.positional().isEmpty()) {
            throw run.failure("at least one item has to be provided");
        }
        return new Cycler(arguments.positional());
    }

    private static Object joiner(Arguments arguments, Rendering run) {
        return new Joiner(arguments.checked(run, "joiner", "sep").get(0, "sep", ", "));
    }

    private static Object raise(Arguments arguments, Rendering run) {
        arguments.checked(run, "raise_exception", "message");
        throw run.failure(Values.text(arguments.required(run, "raise_exception", 0, "message"), run));
    }

    private static Object now(Arguments arguments, Rendering run) {
        String format = arguments.checked(run, "strftime_now", "format").text(run, "strftime_now", 0, "format");
        return run.charged(DateFormat.format(format, ZonedDateTime.now(run.clock())));
    }
}
