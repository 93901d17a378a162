package dev.laurel.gates.personal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Telephone numbers: international ones with {@code +} (E.164) or {@code 00}, and national ones as they are written in North America, Europe, Japan and
 * China. A number without any mark, grouping or word before it that says what it is is taken for one only where few others look so.
 */
final class PhoneNumbers implements Finder {

    private static final int MOST_GROUPS = 8;
    private static final int LONGEST = 17;
    private static final int LONGEST_SEPARATOR = 3;
    private static final String SEPARATORS = " -./()\u00a0";

    private static final Set<String> PHONE = Set.of(
            "tel",
            "telephone",
            "telefon",
            "phone",
            "mobile",
            "mobil",
            "handy",
            "cell",
            "fax",
            "whatsapp",
            "sms",
            "t\u00e9l",
            "t\u00e9l\u00e9phone",
            "portable",
            "tel\u00e9fono",
            "telefone",
            "celular");
    private static final List<String> PHONE_ENDINGS =
            List.of("\u7535\u8bdd", "\u624b\u673a", "\u96fb\u8a71", "\u643a\u5e2f", "\u53f7\u7801");
    private static final Set<String> OTHERS = Set.of(
            "isbn",
            "issn",
            "ean",
            "upc",
            "id",
            "nr",
            "no",
            "number",
            "ref",
            "order",
            "invoice",
            "sku",
            "rechnung",
            "auftrag",
            "ticket",
            "case",
            "issue",
            "commit",
            "version",
            "v");

    @Override
    public Optional<Match> next(String text, int from) {
        for (int start = from; start < text.length(); start++) {
            char c = text.charAt(start);
            boolean begins = (Edges.digit(c) || (c == '+' || c == '(') && Edges.digitAt(text, start + 1))
                    && !Edges.attached(text, start, PersonalData.PHONE)
                    && !(start > 0 && text.charAt(start - 1) == '+')
                    && !Edges.comesFrom(text, start, "-./", PersonalData.PHONE);
            int end = begins ? end(text, start) : -1;
            if (end > 0) {
                return Optional.of(new Match(start, end));
            }
        }
        return Optional.empty();
    }

    /** The end of the longest telephone number that begins there; -1 where there is none. */
    private static int end(String text, int start) {
        boolean plus = text.charAt(start) == '+';
        StringBuilder digits = new StringBuilder(LONGEST);
        long lengths = 0;
        boolean dotted = false;
        int found = -1;
        int at = Edges.digit(text.charAt(start)) ? start : start + 1;
        for (int group = 0; group < MOST_GROUPS && digits.length() <= LONGEST; group++) {
            int from = at;
            while (Edges.digitAt(text, at)) {
                if (at - from == DialledNumber.LONGEST) {
                    return found;
                }
                digits.append(text.charAt(at++));
            }
            lengths = lengths << 4 | at - from;
            if (digits.length() >= DialledNumber.SHORTEST
                    && ends(text, start, at)
                    && isOne(new DialledNumber(plus, digits, lengths, dotted), text, start)) {
                found = at;
            }
            int separator = at;
            while (at < text.length()
                    && at - separator < LONGEST_SEPARATOR
                    && SEPARATORS.indexOf(text.charAt(at)) >= 0) {
                dotted |= text.charAt(at++) == '.';
            }
            if (at == separator || !Edges.digitAt(text, at)) {
                break;
            }
        }
        return found;
    }

    private static boolean ends(String text, int start, int end) {
        return !Edges.wordAt(text, end)
                && !Edges.goesOn(text, end, "-.", PersonalData.PHONE)
                && !(end < text.length() && text.charAt(end) == '%')
                && (text.charAt(start) != '(' || text.substring(start, end).indexOf(')') > 0);
    }

    private static boolean isOne(DialledNumber number, String text, int start) {
        if (number.isCertain()) {
            return true;
        }
        String word = PrecedingWord.of(text, start);
        boolean called = PHONE.contains(word) || PHONE_ENDINGS.stream().anyMatch(word::endsWith);
        return called && number.isPossible() || !OTHERS.contains(word) && number.isLikely();
    }
}
