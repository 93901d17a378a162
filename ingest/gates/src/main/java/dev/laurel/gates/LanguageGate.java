package dev.laurel.gates;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.laurel.schema.PreferencePair;

/**
 * Holds back a pair of another language than those allowed.
 *
 * @param allowed BCP 47 tags, each with all that are more precise; {@code und} for pairs without one
 */
record LanguageGate(List<String> allowed) implements PairGate {

    private static final String UNDETERMINED = "und";

    LanguageGate {
        allowed.stream()
                .filter(tag -> !tag.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"))
                .findFirst()
                .ifPresent(tag -> {
                    throw new IllegalArgumentException("\"%s\" is no tag of a language, as en or zh-TW".formatted(tag));
                });
        allowed = allowed.stream().map(LanguageGate::lower).toList();
    }

    @Override
    public Optional<GateReason> verdict(PreferencePair pair, StandingPairs standing) {
        String language = lower(pair.getLanguage().orElse(UNDETERMINED));
        return PairGate.when(
                allowed.stream().noneMatch(tag -> language.equals(tag) || language.startsWith(tag + "-")),
                GateReason.LANGUAGE);
    }

    private static String lower(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }
}
