package dev.laurel.reward.text.jinja;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** The methods of Python's {@code str}. */
final class StringMethods {

    @FunctionalInterface
    private interface Method {
        Object call(String self, Arguments arguments, Rendering run);
    }

    private static final Map<String, Method> METHODS = new HashMap<>();

    static {
        strips();
        cases();
        splits();
        searches();
        questions();
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
                    .forEach(point -> out.appendCodePoint(
                            Character.isUpperCase(point)
                                    ? Character.toLowerCase(point)
                                    : Character.toUpperCase(point)));
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
        METHODS.put("find", (self, arguments, run) -> points(self, self.indexOf(part(arguments, run, "find"))));
        METHODS.put("rfind", (self, arguments, run) -> points(self, self.lastIndexOf(part(arguments, run, "rfind"))));
        METHODS.put("index", (self, arguments, run) -> {
            int at = self.indexOf(part(arguments, run, "index"));
            if (at < 0) {
                throw run.failure("substring not found");
            }
            return points(self, at);
        });
        METHODS.put("count", (self, arguments, run) -> {
            String part = part(arguments, run, "count");
            return part.isEmpty()
                    ? Values.length(self, run) + 1
                    : PythonText.split(self, part, -1).size() - 1L;
        });
        METHODS.put("replace", (self, arguments, run) -> {
            arguments.checked(run, "replace", "old", "new", "count");
            String old = arguments.text(run, "replace", 0, "old");
            String with = arguments.text(run, "replace", 1, "new");
            return Filters.replaced(self, old, with, arguments.integer(run, "replace", 2, "count", -1), run);
        });
        METHODS.put("format", BraceFormat::format);
    }

    private static String part(Arguments arguments, Rendering run, String method) {
        return arguments.checked(run, method, "sub").text(run, method, 0, "sub");
    }

    private static long points(String text, int at) {
        return at < 0 ? -1 : text.codePointCount(0, at);
    }

    private static boolean affix(String self, Arguments arguments, Rendering run, boolean start) {
        String method = start ? "startswith" : "endswith";
        Object given = arguments.checked(run, method, "prefix").required(run, method, 0, "prefix");
        for (Object affix : given instanceof Tuple tuple ? tuple.items() : Values.list(given)) {
            if (!(affix instanceof String text)) {
                throw run.failure(method + "() needs a string or a tuple of strings, got " + Values.typeName(affix));
            }
            if (start ? self.startsWith(text) : self.endsWith(text)) {
                return true;
            }
        }
        return false;
    }

    private static void questions() {
        all("isalpha", Character::isLetter);
        all("isalnum", point -> Character.isLetterOrDigit(point) || Character.getNumericValue(point) >= 0);
        all("isdigit", Character::isDigit);
        all(
                "isnumeric",
                point -> Character.isDigit(point)
                        || Character.getNumericValue(point) >= 0 && !Character.isLetter(point));
        all("isdecimal", Character::isDigit);
        all("isspace", PythonText::isSpace);
        METHODS.put("isupper", (self, arguments, run) -> hasCase(self) && self.equals(self.toUpperCase(Locale.ROOT)));
        METHODS.put("islower", (self, arguments, run) -> hasCase(self) && self.equals(self.toLowerCase(Locale.ROOT)));
    }

    static boolean hasCase(String text) {
        return text.codePoints().anyMatch(point -> Character.isUpperCase(point) || Character.isLowerCase(point));
    }

    private static void all(String name, IntPredicate predicate) {
        METHODS.put(name, (self, arguments, run) -> {
            arguments.checked(run, name);
            return !self.isEmpty() && self.codePoints().allMatch(predicate);
        });
    }

    private static void paddings() {
        METHODS.put("ljust", (self, arguments, run) -> padded(self, arguments, run, "ljust", 0));
        METHODS.put("rjust", (self, arguments, run) -> padded(self, arguments, run, "rjust", 1));
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

    private static String padded(String self, Arguments arguments, Rendering run, String method, int side) {
        arguments.checked(run, method, "width", "fillchar").required(run, method, 0, "width");
        String fill = arguments.has(1, "fillchar") ? arguments.text(run, method, 1, "fillchar") : " ";
        long missing = arguments.integer(run, method, 0, "width", 0) - Values.length(self, run);
        return new Text(run)
                .repeat(fill, side * missing)
                .add(self)
                .repeat(fill, (1 - side) * missing)
                .toString();
    }
}
