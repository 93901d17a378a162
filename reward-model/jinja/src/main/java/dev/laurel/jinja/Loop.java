package dev.laurel.jinja;

import java.util.List;

/** The variable {@code loop} inside of a for block. */
class Loop implements Attributed {

    private final List<Object> values;
    private final int depth;
    private int index;
    private Object lastChecked = new Undefined("loop.changed has not been called");

    Loop(List<Object> values, int depth) {
        this.values = values;
        this.depth = depth;
    }

    final void advance() {
        index++;
    }

    final int depth() {
        return depth;
    }

    @Override
    public final Object attribute(String name) {
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) values.size() - index;
            case "revindex0" -> values.size() - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == values.size() - 1;
            case "length" -> (long) values.size();
            case "depth" -> (long) depth;
            case "depth0" -> depth - 1L;
            case "previtem" -> neighbour(index - 1, "there is no previous item");
            case "nextitem" -> neighbour(index + 1, "there is no next item");
            case "cycle" -> (Function) this::cycle;
            case "changed" -> (Function) this::changed;
            default -> new Undefined("loop has no attribute '" + name + "'");
        };
    }

    private Object neighbour(int at, String otherwise) {
        return at >= 0 && at < values.size() ? values.get(at) : new Undefined(otherwise);
    }

    private Object cycle(Arguments arguments, Rendering run) {
        if (arguments.positional().isEmpty()) {
            throw run.failure("no items for cycling given");
        }
        return arguments.positional().get(index % arguments.positional().size());
    }

    private Object changed(Arguments arguments, Rendering run) {
        Object checked = new Tuple(arguments.positional());
        boolean changed = !Comparison.equal(lastChecked, checked, run);
        lastChecked = checked;
        return changed;
    }
}
