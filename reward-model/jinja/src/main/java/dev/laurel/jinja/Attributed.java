package dev.laurel.jinja;

/** A value of the engine's own whose parts templates read by name. */
interface Attributed {

    /** The value of an attribute, {@link Undefined} where there is none. */
    Object attribute(String name);
}
