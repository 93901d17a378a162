package dev.laurel.jinja;

/** What {@code joiner(', ')} makes: nothing when it is called first, its separator from then on. */
final class Joiner implements Function {

    private final Object separator;
    private boolean used;

    Joiner(Object separator) {
        this.separator = separator;
    }

    @Override
    public Object call(Arguments arguments, Rendering run) {
        Object value = used ? separator : "";
        used = true;
        return value;
    }
}
