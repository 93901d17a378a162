package dev.laurel.jinja;

/** The value of a name, attribute or item that does not exist: false, empty, printed as nothing; using it otherwise fails. */
record Undefined(String reason) {}
