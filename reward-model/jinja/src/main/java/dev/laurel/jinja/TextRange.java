package dev.laurel.jinja;

/** The part of a text that a method looks at, in UTF-16 units; empty where it begins behind its end. */
record TextRange(int from, int to) {

    static TextRange of(String self, Arguments arguments, Rendering run) {
        if (!arguments.has(1, "start")) {
            return new TextRange(0, self.length());
        }
        long size = self.codePointCount(0, self.length());
        long from = bound(arguments.get(1, "start", null), 0, size, run);
        long to = Math.min(size, bound(arguments.get(2, "end", null), size, size, run));
        return from > size || from > to
                ? new TextRange(1, 0)
                : new TextRange(self.offsetByCodePoints(0, (int) from), self.offsetByCodePoints(0, (int) to));
    }

    private static long bound(Object value, long otherwise, long size, Rendering run) {
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long at) {
            return at < 0 ? Math.max(0, at + size) : at;
        }
        throw run.failure("slice indices must be integers or None, not " + Values.typeName(value));
    }

    boolean isEmpty() {
        return from > to;
    }

    String of(String self) {
        return self.substring(from, to);
    }
}
