package dev.laurel.forms;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.laurel.schema.accept.Texts;
import dev.laurel.schema.chat.ChatReader;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a row may hold besides what is read of messages (text, calls of tools, reasoning) and {@code tools}: pictures, sound, and calls, thoughts or speakers
 * under other names. Without it the row would be another pair, so that such a row is refused. Found by the names of fields, and only where they hold
 * something.
 */
final class BesideText {

    private static final Pattern OF_A_ROW = Pattern.compile(
            "(tool|function|image|img|picture|photo|screenshot|video|audio|speech|media|attachment)(?!.*(choice|count|id|ids)$).*"
                    + "|^(jpe?g|png|webp|gif|mp[34]|wav|pdf)$|pixelvalues");
    private static final Pattern OF_A_TURN =
            Pattern.compile(OF_A_ROW + "|^files$|reasoning.*|.*thinking.*|thoughts?|refusal");
    /** Who of several speaks in one role; a template may write it before the text. */
    private static final Pattern NAME = Pattern.compile("^(name|speaker|author|participant)$");

    /** Of a row, what is read. */
    private static final Set<String> READ = Set.of("tools");

    private BesideText() {}

    /** @throws RefusedRow naming the field, if the row holds more than text */
    static void refuse(Row row) {
        refuse(row.json(), "", OF_A_ROW, READ);
    }

    /** The same for a turn of a conversation. */
    static void refuse(JsonNode turn, String place) {
        refuse(turn, place + ".", OF_A_TURN, ChatReader.FIELDS);
        refuse(turn, place + ".", NAME, ChatReader.FIELDS);
    }

    private static void refuse(JsonNode object, String before, Pattern names, Set<String> read) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!read.contains(field.getKey())
                    && names.matcher(FieldName.plain(field.getKey())).find()
                    && isThere(field.getValue())) {
                throw new RefusedRow(
                        Refusal.NOT_TEXT,
                        before + FieldName.shown(field.getKey()),
                        "is not empty, and Laurel does not read it: nothing of the row is taken");
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
