package dev.laurel.gates.personal;

import java.util.Optional;

/** Finds one kind of personal data. Looks ahead and back by a bounded number of characters from each, so that a text costs time linear in its length. */
interface Finder {

    /** Where something was found: from {@code start} to before {@code end}. */
    record Match(int start, int end) {}

    /** The first match that begins at {@code from} or later. */
    Optional<Match> next(String text, int from);
}
