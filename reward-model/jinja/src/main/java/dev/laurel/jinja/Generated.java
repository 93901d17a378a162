package dev.laurel.jinja;

import java.util.List;

/** A Python generator, as {@code map} and {@code select} give it: always true, without length, empty after its first use. */
final class Generated {

    private List<Object> rest;

    Generated(List<Object> items) {
        this.rest = items;
    }

    List<Object> take() {
        List<Object> items = rest;
        rest = List.of();
        return items;
    }
}
