package dev.laurel.jinja;

import java.util.List;

/** A sequence that is not a list to Python: {@code range(0, 3)}, {@code dict_items([…])}; {@code head} is what it is printed as. */
record SequenceView(String head, List<Object> items) {}
