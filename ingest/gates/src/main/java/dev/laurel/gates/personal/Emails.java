package dev.laurel.gates.personal;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** E-mail addresses: a name, an at sign, and a domain that ends in letters. Quoted names and bare hosts are not found. */
final class Emails implements Finder {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DOMAIN = 253;
    private static final int LONGEST_LABEL = 63;

    /** What follows an at sign in names of files, as {@code icon@2x.png}. */
    private static final Set<String> FILES = Set.of("png", "jpg", "jpeg", "gif", "webp", "svg", "pdf");

    @Override
    public Optional<Match> next(String text, int from) {
        for (int at = text.indexOf('@', from); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = nameStart(text, from, at);
            int end = start < at ? domainEnd(text, at + 1) : -1;
            if (end > 0) {
                return Optional.of(new Match(start, end));
            }
        }
        return Optional.empty();
    }

    /** @return {@code at} where there is no name */
    private static int nameStart(String text, int from, int at) {
        int start = at;
        while (start > from && inName(text.charAt(start - 1))) {
            start--;
            if (at - start > LONGEST_NAME) {
                return at;
            }
        }
        while (start < at && !Edges.word(text.charAt(start))) {
            start++;
        }
        return start;
    }

    private static boolean inName(char c) {
        return Edges.word(c) || "._%+-'".indexOf(c) >= 0;
    }

    /** @return -1 where there is no domain */
    private static int domainEnd(String text, int start) {
        int end = -1;
        int label = start;
        while (label - start <= LONGEST_DOMAIN && Edges.wordAt(text, label)) {
            int next = label;
            while (next < text.length() && (Edges.word(text.charAt(next)) || text.charAt(next) == '-')) {
                next++;
                if (next - label > LONGEST_LABEL) {
                    return end;
                }
            }
            if (label > start && isTop(text.substring(label, next))) {
                end = next;
            }
            if (next >= text.length() || text.charAt(next) != '.') {
                break;
            }
            label = next + 1;
        }
        return end;
    }

    private static boolean isTop(String label) {
        return label.length() >= 2
                && (label.startsWith("xn--") || label.chars().allMatch(Character::isLetter))
                && !FILES.contains(label.toLowerCase(Locale.ROOT));
    }
}
