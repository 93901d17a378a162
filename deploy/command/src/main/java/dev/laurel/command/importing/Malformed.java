package dev.laurel.command.importing;

import java.io.IOException;
import java.io.UncheckedIOException;

import dev.laurel.forms.Refusal;
import dev.laurel.forms.RefusedRow;
import dev.laurel.schema.accept.Shown;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** What is wrong with a line that is not JSON, in words for people; none of the line's own is shown but a field's name. */
final class Malformed {

    private Malformed() {}

    static RefusedRow row(String line, JsonProcessingException error) {
        return new RefusedRow(Refusal.INVALID_JSON, "", problem(line, error));
    }

    private static String problem(String line, JsonProcessingException error) {
        if (!line.stripLeading().startsWith("{")) {
            return "the line does not begin with {; each line must hold one JSON object";
        }
        String message = error.getOriginalMessage();
        if (message.startsWith("Duplicate") && error.getProcessor() instanceof JsonParser parser) {
            return "the line has the field " + Shown.of(name(parser))
                    + " twice, and which of them counts cannot be said";
        }
        if (error instanceof JsonEOFException) {
            return "the line ends in the middle of its JSON object; is the file cut off, or is the object written over several lines?";
        }
        String place = error.getLocation() == null
                ? ""
                : "column " + error.getLocation().getColumnNr() + ": ";
        if (error instanceof StreamConstraintsException) {
            return place + "the line is nested too deeply, or holds a number or a name that is too long";
        }
        return message.startsWith("Trailing token")
                ? place + "the line goes on after its JSON object; each must be on a line of its own"
                : place
                        + "the line is not JSON from here on (names and texts are in double quotes, a quote inside them is \\\")";
    }

    private static String name(JsonParser parser) {
        try {
            return String.valueOf(parser.currentName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
