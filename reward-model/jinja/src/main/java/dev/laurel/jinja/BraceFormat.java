package dev.laurel.jinja;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code "{} and {name:>8}".format(…)}: fields by order, place or name, their parts, conversions and specifications. */
final class BraceFormat {

    private static final Pattern FIELD = Pattern.compile(
            "([^.\\[!:{}]{0,64})((?:\\.[^.\\[!:{}]{1,64}|\\[[^\\]]{1,64}\\]){0,8})(?:!([a-z]))?(?::(.{0,64}))?");
    private static final Pattern PART = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]+)\\]");

    private final Arguments arguments;
    private final Rendering run;
    private int used;

    private BraceFormat(Arguments arguments, Rendering run) {
        this.arguments = arguments;
        this.run = run;
    }

    static String format(String format, Arguments arguments, Rendering run) {
        return new BraceFormat(arguments, run).format(format);
    }

    private String format(String format) {
        Text out = new Text(run);
        for (int at = 0; at < format.length(); at++) {
            char character = format.charAt(at);
            boolean doubled = at + 1 < format.length() && format.charAt(at + 1) == character;
            if (character != '{' && character != '}') {
                out.add(character);
            } else if (doubled) {
                out.add(character);
                at++;
            } else {
                int end = character == '{' ? end(format, at) : -1;
                if (end < 0) {
                    throw run.failure("single '" + character + "' in format string");
                }
                out.add(field(format.substring(at + 1, end)));
                at = end;
            }
        }
        return out.toString();
    }

    private static int end(String format, int open) {
        int depth = 0;
        for (int at = open; at < format.length(); at++) {
            depth += format.charAt(at) == '{' ? 1 : format.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return -1;
    }

    private String field(String field) {
        Matcher parts = FIELD.matcher(field);
        if (!parts.matches()) {
            throw run.failure("format field '" + field + "' is not understood");
        }
        Object value = named(parts.group(1));
        Matcher part = PART.matcher(parts.group(2));
        while (part.find()) {
            value = part.group(1) != null
                    ? Access.attribute(value, part.group(1), run)
                    : Access.item(value, isPlace(part.group(2)) ? Long.valueOf(part.group(2)) : part.group(2), run);
        }
        String conversion = parts.group(3);
        if (conversion != null) {
            value = switch (conversion) {
                case "s" -> Values.text(value, run);
                case "r" -> Repr.of(value, run);
                case "a" -> Repr.ascii(value, run);
                default -> throw run.failure("unknown conversion !" + conversion);
            };
        }
        String specification = parts.group(4);
        return specification == null || specification.isEmpty()
                ? Values.text(value, run)
                : FormatSpecification.apply(
                        value, specification.indexOf('{') < 0 ? specification : format(specification), run);
    }

    private Object named(String name) {
        if (name.isEmpty() || isPlace(name)) {
            int index = name.isEmpty() ? used++ : Integer.parseInt(name);
            if (index >= arguments.positional().size()) {
                throw run.failure("no argument for the format field " + index);
            }
            return arguments.positional().get(index);
        }
        if (!arguments.keyword().containsKey(name)) {
            throw run.failure("no argument for the format field '" + name + "'");
        }
        return arguments.keyword().get(name);
    }

    private static boolean isPlace(String name) {
        return name.length() < 10 && name.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
