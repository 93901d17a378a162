package dev.laurel.forms;

import java.util.Map;
import java.util.regex.Pattern;

import dev.laurel.schema.accept.Texts;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a row may hold besides the text of messages: tools and their calls, pictures, sound, hidden reasoning. Laurel does not read it, and without it the
 * row would be another pair, so that such a row is refused. Found by the names of fields, and only where they hold something.
 */
final class BesideText {

    private static final Pattern OF_A_ROW = Pattern.compile(
            "(tool|function|image|img|picture|photo|screenshot|video|audio|speech|media|attachment)(?!.*(choice|count|id|ids)$).*"
                    + "|^(jpe?g|png|webp|gif|mp[34]|wav|pdf)$|pixelvalues");
    private static final Pattern OF_A_TURN =
            Pattern.compile(OF_A_ROW + "|^files$|reasoning.*|.*thinking.*|thoughts?|refusal");
    /** Who of several speaks in one role; a template may write it before the text. */
    private static final Pattern NAME = Pattern.compile("^(name|speaker|author|participant)$");

    private BesideText() {}

    /** @throws RefusedRow naming the field, if the row holds more than text */
    static void refuse(Row row) {
        refuse(row.json(), "", OF_A_ROW);
    }

    /** The same for a turn of a conversation. */
    static void refuse(JsonNode turn, String place) {
        refuse(turn, place + ".", OF_A_TURN);
        refuse(turn, place + ".", NAME);
    }

    private static void refuse(JsonNode object, String before, Pattern names) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (names.matcher(FieldName.plain(field.getKey())).find() && isThere(field.getValue())) {
                throw new RefusedRow(
                        Refusal.NOT_TEXT,
                        before + FieldName.shown(field.getKey()),
                        "is not empty, and Laurel reads only text: nothing of the row is taken");
            }
        }
    }

    private static boolean isThere(JsonNode value) {
        return value.isTextual() ? Texts.says(value.textValue()) : value.isContainerNode() && holdsSomething(value);
    }

    private static boolean holdsSomething(JsonNode container) {
        for (JsonNode element : container) {
            if (element.isContainerNode() ? holdsSomething(element) : !element.isNull()) {
                return true;
            }
        }
        return false;
    }
}
