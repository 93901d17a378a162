package dev.laurel.gates;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What can be configured of a task's gates, in the order in which a pair meets them. */
enum GateKey {
    BANNED_ANNOTATORS(value -> new AnnotatorGate(Set.copyOf(list(value)))),
    LANGUAGES(value -> new LanguageGate(list(value))),
    LOWEST_SCORE(value -> new LowScoreGate(number(value))),
    LEAST_SCORE_DIFFERENCE(value -> new ScoreDifferenceGate(number(value))),
    SHORTEST_PROMPT(value -> new PromptLengthGate(LengthBounds.atLeast(whole(value)))),
    LONGEST_PROMPT(value -> new PromptLengthGate(LengthBounds.atMost(whole(value)))),
    SHORTEST_ANSWER(value -> new AnswerLengthGate(LengthBounds.atLeast(whole(value)))),
    LONGEST_ANSWER(value -> new AnswerLengthGate(LengthBounds.atMost(whole(value)))),
    LENGTH_RATIO(value -> new LengthRatioGate(number(value))),
    NEAR_EQUAL(value -> new NearEqualGate(number(value))),
    DUPLICATES(GateKey::duplicates),
    PAIRS_PER_PROMPT(value -> new PromptCapGate(whole(value))),
    PAIRS_PER_SUBJECT(value -> new SubjectCapGate(whole(value)));

    private final Function<String, PairGate> reader;

    GateKey(Function<String, PairGate> reader) {
        this.reader = reader;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<GateKey> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }

    /** @throws IllegalArgumentException naming what is wrong with the value */
    PairGate read(String value) {
        return reader.apply(value);
    }

    static List<String> list(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static DuplicateGate duplicates(String value) {
        if (!value.equals("held-back")) {
            throw new IllegalArgumentException("\"%s\" is neither held-back nor off".formatted(value));
        }
        return new DuplicateGate();
    }

    private static double number(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"%s\" is no number".formatted(value), e);
        }
    }

    private static int whole(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"%s\" is no whole number".formatted(value), e);
        }
    }
}
