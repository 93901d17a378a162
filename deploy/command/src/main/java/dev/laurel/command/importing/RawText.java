package dev.laurel.command.importing;

import java.util.Optional;

/**
 * A text that is taken exactly as it is.
 *
 * @param line of the file, from 1
 * @param id the row's own name for it
 */
public record RawText(long line, Optional<String> id, String text) {}
