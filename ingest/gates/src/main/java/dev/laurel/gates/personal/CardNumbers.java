package dev.laurel.gates.personal;

import java.util.Optional;

/** Numbers of payment cards: 13 to 19 digits, in one or in groups, that begin as a card scheme's do and end in the right check digit (Luhn, ISO/IEC 7812-1). */
final class CardNumbers implements Finder {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int SMALLEST_GROUP = 3;

    @Override
    public Optional<Match> next(String text, int from) {
        for (int start = from; start + SHORTEST <= text.length(); start++) {
            if (Edges.digit(text.charAt(start))
                    && !Edges.attached(text, start, PersonalData.CARD)
                    && !Edges.comesFrom(text, start, "-.", PersonalData.CARD)) {
                int end = end(text, start);
                if (end > 0) {
                    return Optional.of(new Match(start, end));
                }
            }
        }
        return Optional.empty();
    }

    /** The end of the longest card number that begins there; -1 where there is none. */
    private static int end(String text, int start) {
        StringBuilder digits = new StringBuilder(LONGEST);
        int found = -1;
        char separator = 0;
        int at = start;
        while (Edges.digitAt(text, at)) {
            int group = at;
            while (Edges.digitAt(text, at) && digits.length() <= LONGEST) {
                digits.append(text.charAt(at++));
            }
            if (digits.length() > LONGEST || at - group < SMALLEST_GROUP || Edges.wordAt(text, at)) {
                break;
            }
            if (!Edges.goesOn(text, at, "-.", PersonalData.CARD) && isCard(digits)) {
                found = at;
            }
            char next = at < text.length() ? text.charAt(at) : 0;
            if (" -\u00a0".indexOf(next) < 0 || separator != 0 && next != separator) {
                break;
            }
            separator = next;
            at++;
        }
        return found;
    }

    private static boolean isCard(CharSequence digits) {
        return digits.length() >= SHORTEST && ofScheme(digits) && luhn(digits);
    }

    private static boolean ofScheme(CharSequence digits) {
        int four = Integer.parseInt(digits, 0, 4, 10);
        int two = four / 100;
        int length = digits.length();
        return switch (length) {
            case 13 -> two / 10 == 4;
            case 14 -> 3000 <= four && four <= 3059 || two == 36 || two == 38 || two == 39;
            case 15 -> two == 34 || two == 37;
            case 16 ->
                two / 10 == 4
                        || 51 <= two && two <= 55
                        || 2221 <= four && four <= 2720
                        || 2200 <= four && four <= 2204
                        || alsoLonger(four);
            default -> alsoLonger(four) || length == LONGEST && two / 10 == 4;
        };
    }

    /** Discover, JCB, UnionPay, Maestro. */
    private static boolean alsoLonger(int four) {
        return four == 6011
                || 6440 <= four && four <= 6599
                || 3528 <= four && four <= 3589
                || four / 100 == 62
                || four == 5018
                || four == 5020
                || four == 5038
                || four == 5893
                || four == 6304
                || 6759 <= four && four <= 6763;
    }

    private static boolean luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
