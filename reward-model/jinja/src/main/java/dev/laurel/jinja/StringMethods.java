package dev.laurel.jinja;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The methods of Python's {@code str}. */
final class StringMethods {

    @FunctionalInterface
    interface Method {
        Object call(String self, Arguments arguments, Rendering run);
    }

    private static final Map<String, Method> METHODS = new HashMap<>();

    static {
        strips();
        cases();
        splits();
        searches();
        METHODS.putAll(StringQuestions.METHODS);
        paddings();
    }

    private StringMethods() {}

    static Optional<Object> bound(String self, String name) {
        return Optional.ofNullable(METHODS.get(name)).map(method -> (Function) (arguments, run) -> {
            run.charge(self.length());
            Object result = method.call(self, arguments, run);
            return result instanceof String text ? run.charged(text) : result;
        });
    }

    private static void strips() {
        METHODS.put("strip", (self, arguments, run) -> strip(self, arguments, run, true, true));
        METHODS.put("lstrip", (self, arguments, run) -> strip(self, arguments, run, true, false));
        METHODS.put("rstrip", (self, arguments, run) -> strip(self, arguments, run, false, true));
        METHODS.put("removeprefix", (self, arguments, run) -> {
            String prefix = arguments.text(run, "removeprefix", 0, "prefix");
            return self.startsWith(prefix) ? self.substring(prefix.length()) : self;
        });
        METHODS.put("removesuffix", (self, arguments, run) -> {
            String suffix = arguments.text(run, "removesuffix", 0, "suffix");
            return self.endsWith(suffix) ? self.substring(0, self.length() - suffix.length()) : self;
        });
    }

    private static String strip(String self, Arguments arguments, Rendering run, boolean left, boolean right) {
        arguments.checked(run, "strip", "chars");
        boolean blank = arguments.get(0, "chars", null) == null;
        return PythonText.strip(self, blank ? null : arguments.text(run, "strip", 0, "chars"), left, right);
    }

    private static void cases() {
        plain("upper", self -> self.toUpperCase(Locale.ROOT));
        plain("lower", self -> self.toLowerCase(Locale.ROOT));
        plain("casefold", self -> self.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
        plain("capitalize", PythonText::capitalized);
        plain("title", PythonText::titled);
        plain("swapcase", self -> {
            StringBuilder out = new StringBuilder();
            self.codePoints()
                    .mapToObj(Character::toString)
                    .forEach(each -> out.append(
                            Character.isUpperCase(each.codePointAt(0))
                                    ? each.toLowerCase(Locale.ROOT)
                                    : each.toUpperCase(Locale.ROOT)));
            return out.toString();
        });
    }

    private static void plain(String name, UnaryOperator<String> function) {
        METHODS.put(name, (self, arguments, run) -> {
            arguments.checked(run, name);
            return function.apply(self);
        });
    }

    private static void splits() {
        METHODS.put("split", (self, arguments, run) -> split(self, arguments, run, false));
        METHODS.put("rsplit", (self, arguments, run) -> split(self, arguments, run, true));
        METHODS.put(
                "splitlines",
                (self, arguments, run) -> PythonText.lines(
                        self, arguments.checked(run, "splitlines", "keepends").flag(0, "keepends", false)));
        METHODS.put("partition", (self, arguments, run) -> partition(self, arguments, run, false));
        METHODS.put("rpartition", (self, arguments, run) -> partition(self, arguments, run, true));
        METHODS.put("join", (self, arguments, run) -> {
            Text out = new Text(run);
            boolean first = true;
            for (Object part : Values.elements(arguments.required(run, "join", 0, "iterable"), run)) {
                if (!(part instanceof String text)) {
                    throw run.failure("join() needs strings, got " + Values.typeName(part));
                }
                out.add(first ? "" : self).add(text);
                first = false;
            }
            return out.toString();
        });
    }

    private static List<Object> split(String self, Arguments arguments, Rendering run, boolean right) {
        arguments.checked(run, "split", "sep", "maxsplit");
        long most = arguments.integer(run, "split", 1, "maxsplit", -1);
        if (arguments.get(0, "sep", null) == null) {
            return PythonText.words(self, most, right);
        }
        String separator = separator(arguments, run, "split");
        return right ? PythonText.splitRight(self, separator, most) : PythonText.split(self, separator, most);
    }

    private static Tuple partition(String self, Arguments arguments, Rendering run, boolean right) {
        String separator = separator(arguments, run, "partition");
        int at = right ? self.lastIndexOf(separator) : self.indexOf(separator);
        if (at < 0) {
            return new Tuple(right ? Values.list("", "", self) : Values.list(self, "", ""));
        }
        return new Tuple(Values.list(self.substring(0, at), separator, self.substring(at + separator.length())));
    }

    private static String separator(Arguments arguments, Rendering run, String method) {
        String separator = arguments.text(run, method, 0, "sep");
        if (separator.isEmpty()) {
            throw run.failure("empty separator");
        }
        return separator;
    }

    private static void searches() {
        METHODS.put("startswith", (self, arguments, run) -> affix(self, arguments, run, true));
        METHODS.put("endswith", (self, arguments, run) -> affix(self, arguments, run, false));
        METHODS.put("find", (self, arguments, run) -> found(self, arguments, run, "find", false));
        METHODS.put("rfind", (self, arguments, run) -> found(self, arguments, run, "rfind", true));
        METHODS.put("index", (self, arguments, run) -> existing(self, arguments, run, "index", false));
        METHODS.put("rindex", (self, arguments, run) -> existing(self, arguments, run, "rindex", true));
        METHODS.put("count", (self, arguments, run) -> {
            String part = arguments.checked(run, "count", "sub", "start", "end").text(run, "count", 0, "sub");
            TextRange range = TextRange.of(self, arguments, run);
            if (range.isEmpty()) {
                return 0L;
            }
            String within = range.of(self);
            return part.isEmpty()
                    ? Values.length(within, run) + 1
                    : PythonText.split(within, part, -1).size() - 1L;
        });
        METHODS.put("replace", (self, arguments, run) -> {
            arguments.checked(run, "replace", "old", "new", "count");
            String old = arguments.text(run, "replace", 0, "old");
            String with = arguments.text(run, "replace", 1, "new");
            return Filters.replaced(self, old, with, arguments.integer(run, "replace", 2, "count", -1), run);
        });
        METHODS.put("format", BraceFormat::format);
        METHODS.put("format_map", (self, arguments, run) -> {
            Object map = arguments.checked(run, "format_map", "mapping").required(run, "format_map", 0, "mapping");
            if (!(map instanceof Map<?, ?> values)) {
                throw run.failure("format_map() needs a mapping, got " + Values.typeName(map));
            }
            Map<String, Object> named = new HashMap<>();
            values.forEach((name, value) -> named.put(String.valueOf(name), value));
            return BraceFormat.format(self, new Arguments(List.of(), named), run);
        });
        METHODS.put("translate", (self, arguments, run) -> {
            Object table = arguments.checked(run, "translate", "table").required(run, "translate", 0, "table");
            if (!(table instanceof Map<?, ?> map)) {
                throw run.failure("translate() needs a mapping, got " + Values.typeName(table));
            }
            Text out = new Text(run);
            self.codePoints().forEach(point -> {
                Object given = map.containsKey((long) point) ? map.get((long) point) : Long.valueOf(point);
                out.add(
                        given instanceof Long other
                                ? Character.toString(other.intValue())
                                : given == null ? "" : Values.text(given, run));
            });
            return out.toString();
        });
        METHODS.put("encode", (self, arguments, run) -> {
            throw run.failure("bytes do not exist here");
        });
    }

    private static long existing(String self, Arguments arguments, Rendering run, String method, boolean last) {
        long at = found(self, arguments, run, method, last);
        if (at < 0) {
            throw run.failure("substring not found");
        }
        return at;
    }

    private static long found(String self, Arguments arguments, Rendering run, String method, boolean last) {
        String part = arguments.checked(run, method, "sub", "start", "end").text(run, method, 0, "sub");
        TextRange range = TextRange.of(self, arguments, run);
        int at = range.isEmpty()
                ? -1
                : last ? range.of(self).lastIndexOf(part) : range.of(self).indexOf(part);
        return at < 0 ? -1 : self.codePointCount(0, range.from() + at);
    }

    private static boolean affix(String self, Arguments arguments, Rendering run, boolean start) {
        String method = start ? "startswith" : "endswith";
        Object given = arguments.checked(run, method, "prefix", "start", "end").required(run, method, 0, "prefix");
        TextRange range = TextRange.of(self, arguments, run);
        for (Object affix : given instanceof Tuple tuple ? tuple.items() : Values.list(given)) {
            if (!(affix instanceof String text)) {
                throw run.failure(method + "() needs a string or a tuple of strings, got " + Values.typeName(affix));
            }
            if (!range.isEmpty()
                    && (start ? range.of(self).startsWith(text) : range.of(self).endsWith(text))) {
                return true;
            }
        }
        return false;
    }

    private static void paddings() {
        METHODS.put("ljust", (self, arguments, run) -> padded(self, arguments, run, "ljust", 0));
        METHODS.put("rjust", (self, arguments, run) -> padded(self, arguments, run, "rjust", 1));
        METHODS.put("center", (self, arguments, run) -> {
            arguments.checked(run, "center", "width", "fillchar").required(run, "center", 0, "width");
            long width = arguments.integer(run, "center", 0, "width", 0);
            long missing = Math.max(0, width - Values.length(self, run));
            String fill = fill(arguments, run, "center");
            long left = missing / 2 + (missing & width & 1);
            return new Text(run)
                    .repeat(fill, left)
                    .add(self)
                    .repeat(fill, missing - left)
                    .toString();
        });
        METHODS.put("expandtabs", (self, arguments, run) -> {
            long size = arguments.checked(run, "expandtabs", "tabsize").integer(run, "expandtabs", 0, "tabsize", 8);
            Text out = new Text(run);
            long column = 0;
            for (int i = 0; i < self.length(); i++) {
                char unit = self.charAt(i);
                long blanks = unit == '\t' && size > 0 ? size - column % size : 0;
                out.repeat(" ", blanks).add(unit == '\t' ? "" : String.valueOf(unit));
                column = unit == '\n' || unit == '\r'
                        ? 0
                        : column + (unit == '\t' ? blanks : Character.isLowSurrogate(unit) ? 0 : 1);
            }
            return out.toString();
        });
        METHODS.put("zfill", (self, arguments, run) -> {
            String sign = self.startsWith("-") || self.startsWith("+") ? self.substring(0, 1) : "";
            long missing = arguments.integer(run, "zfill", 0, "width", 0) - Values.length(self, run);
            return new Text(run)
                    .add(sign)
                    .repeat("0", missing)
                    .add(self.substring(sign.length()))
                    .toString();
        });
    }

    private static String fill(Arguments arguments, Rendering run, String method) {
        String fill = arguments.has(1, "fillchar") ? arguments.text(run, method, 1, "fillchar") : " ";
        if (Values.length(fill, run) != 1) {
            throw run.failure(method + "() needs one character to fill up with");
        }
        return fill;
    }

    private static String padded(String self, Arguments arguments, Rendering run, String method, int side) {
        arguments.checked(run, method, "width", "fillchar").required(run, method, 0, "width");
        String fill = fill(arguments, run, method);
        long missing = arguments.integer(run, method, 0, "width", 0) - Values.length(self, run);
        return new Text(run)
                .repeat(fill, side * missing)
                .add(self)
                .repeat(fill, (1 - side) * missing)
                .toString();
    }
}
