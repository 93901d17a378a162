package dev.laurel.jinja;

/** A value that can be called: a global function, a bound method, a macro. */
@FunctionalInterface
interface Function {

    Object call(Arguments arguments, Rendering run);
}
