package dev.laurel.jinja;

/** What {@code value is name} asks. */
@FunctionalInterface
interface Test {

    boolean holds(Object value, Arguments arguments, Rendering run);
}
