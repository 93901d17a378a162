package dev.laurel.forms;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.laurel.schema.Message;

/**
 * One side of a pair.
 *
 * @param messages the answer's turns, from the first the sides do not share; the first and the last are the assistant's
 * @param score the answer's score on the source's own scale, if the row has one
 * @param generator who wrote it, if the row says so
 */
public record ImportedAnswer(List<Message> messages, OptionalDouble score, Optional<String> generator) {

    public ImportedAnswer {
        messages = List.copyOf(messages);
    }
}
