package dev.laurel.jinja;

/** What {@code value | name} does. */
@FunctionalInterface
interface Filter {

    Object apply(Object value, Arguments arguments, Rendering run);
}
