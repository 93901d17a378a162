package dev.laurel.forms;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.Texts;

import com.fasterxml.jackson.databind.JsonNode;

/** Names of a row's fields, which people write in many ways. */
final class FieldName {

    private static final int MOST_SHOWN = 12;

    private FieldName() {}

    /** The name in small letters and digits only: {@code systemprompt} of {@code system_prompt} and of {@code System-Prompt}. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** The name as messages show it: quoted only where it is strange. */
    static String shown(String name) {
        return name.matches("[\\w.-]{1,64}") ? name : Shown.of(name);
    }

    /** The fields that a row has, for messages. */
    static String list(Row row) {
        String names = row.json().properties().stream()
                .map(Map.Entry::getKey)
                .limit(MOST_SHOWN)
                .map(FieldName::shown)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : row.json().size() > MOST_SHOWN ? names + ", …" : names;
    }

    /** Whether a value is there and says something. */
    static boolean isSaid(JsonNode value) {
        return value != null
                && !value.isNull()
                && !(value.isTextual() && !Texts.says(value.textValue()))
                && !(value.isContainerNode() && value.isEmpty());
    }
}
