package dev.laurel.jinja;

/** The filters that make a text fit: {@code truncate} and {@code wordwrap}. */
final class Shortening {

    private Shortening() {}

    /** Cut behind the last word that leaves room for the end, unless the text is only a little too long. */
    static Object truncated(Object value, Arguments arguments, Rendering run) {
        String end = arguments.has(2, "end") ? arguments.text(run, "truncate", 2, "end") : "...";
        long length = arguments.integer(run, "truncate", 0, "length", 255);
        long leeway = arguments.get(3, "leeway", null) == null ? 5 : arguments.integer(run, "truncate", 3, "leeway", 5);
        long room = length - Values.length(end, run);
        if (room < 0 || leeway < 0) {
            throw run.failure("truncate() needs a length of at least that of the end, and no negative leeway");
        }
        if (Values.length(value, run) <= length + leeway) {
            return value;
        }
        if (!(value instanceof String text)) {
            throw run.failure("truncate() needs a string, got " + Values.typeName(value));
        }
        String head = text.substring(0, text.offsetByCodePoints(0, (int) room));
        int blank = arguments.flag(1, "killwords", false) ? -1 : head.lastIndexOf(' ');
        return run.charged((blank < 0 ? head : head.substring(0, blank)) + end);
    }

    /** Each line of a text in lines of at most a width. */
    static String wrapped(Object value, Arguments arguments, Rendering run) {
        String text = Filters.text(value, "wordwrap", run);
        long width = arguments.integer(run, "wordwrap", 0, "width", 79);
        if (width < 1 && !PythonText.lines(text, false).isEmpty()) {
            throw run.failure("wordwrap() needs a width above 0, got " + width);
        }
        String end =
                arguments.get(2, "wrapstring", null) == null ? "\n" : arguments.text(run, "wordwrap", 2, "wrapstring");
        WordWrap wrap = new WordWrap(
                (int) Math.min(width, Integer.MAX_VALUE),
                arguments.flag(1, "break_long_words", true),
                arguments.flag(3, "break_on_hyphens", true));
        Text out = new Text(run);
        boolean first = true;
        for (Object paragraph : PythonText.lines(text, false)) {
            out.add(first ? "" : end).add(String.join(end, wrap.lines((String) paragraph, run)));
            first = false;
        }
        return out.toString();
    }
}
