package dev.laurel.forms.record;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.schema.Message;

/**
 * The language of a conversation, as far as its script alone tells it: Chinese ({@code zh}), if at least every fifth letter is Han and none is of the
 * scripts that Japanese and Korean mix with it. Other scripts serve many languages and tell nothing.
 */
public final class Language {

    private static final int HAN_SHARE = 5;

    private Language() {}

    static Optional<String> byScript(List<Message> messages) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        messages.forEach(message -> message.getContent()
                .codePoints()
                .filter(Character::isLetter)
                .forEach(letter -> letters.merge(UnicodeScript.of(letter), 1, Integer::sum)));
        boolean mixed = letters.containsKey(UnicodeScript.HIRAGANA)
                || letters.containsKey(UnicodeScript.KATAKANA)
                || letters.containsKey(UnicodeScript.HANGUL);
        int all = letters.values().stream().mapToInt(Integer::intValue).sum();
        int han = letters.getOrDefault(UnicodeScript.HAN, 0);
        return !mixed && han > 0 && han * HAN_SHARE >= all ? Optional.of("zh") : Optional.empty();
    }
}
