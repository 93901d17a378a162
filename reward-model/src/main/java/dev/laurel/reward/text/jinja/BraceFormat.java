package dev.laurel.reward.text.jinja;

/** Python's {@code "{} and {name}".format(…)}: fields by order, place or name, without format specifications. */
final class BraceFormat {

    private BraceFormat() {}

    static String format(String format, Arguments arguments, Rendering run) {
        Text out = new Text(run);
        int used = 0;
        for (int at = 0; at < format.length(); at++) {
            char character = format.charAt(at);
            boolean doubled = at + 1 < format.length() && format.charAt(at + 1) == character;
            if (character != '{' && character != '}') {
                out.add(character);
            } else if (doubled) {
                out.add(character);
                at++;
            } else {
                int end = format.indexOf('}', at);
                if (character == '}' || end < 0) {
                    throw run.failure("single '" + character + "' in format string");
                }
                String field = format.substring(at + 1, end);
                out.add(Values.text(
                        field.isEmpty() ? place(used++, arguments, run) : named(field, arguments, run), run));
                at = end;
            }
        }
        return out.toString();
    }

    private static Object named(String field, Arguments arguments, Rendering run) {
        if (field.length() < 10 && field.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return place(Integer.parseInt(field), arguments, run);
        }
        if (!arguments.keyword().containsKey(field)) {
            throw run.failure("no argument for the format field '" + field + "'");
        }
        return arguments.keyword().get(field);
    }

    private static Object place(int index, Arguments arguments, Rendering run) {
        if (index >= arguments.positional().size()) {
            throw run.failure("no argument for the format field " + index);
        }
        return arguments.positional().get(index);
    }
}
