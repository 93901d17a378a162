package dev.laurel.gates.personal;

import java.util.Optional;
import java.util.Set;

/**
 * Addresses of the internet protocol, of version 4 in dotted decimals and of version 6. Those that are nobody's are not found: loopback, unspecified,
 * broadcast, and what ends in {@code .0.0.0}, as versions of browsers do.
 */
final class IpAddresses implements Finder {

    private static final int LONGEST_V6 = 45;

    /** With a word before it, and the end of a sentence. */
    private static final int LONGEST_RUN = LONGEST_V6 + 7;

    /** Before numbers in four parts that are no addresses. */
    private static final Set<String> OTHERS =
            Set.of("v", "ver", "version", "release", "section", "chapter", "kapitel", "abschnitt", "paragraph");

    @Override
    public Optional<Match> next(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (inAddress(c) && (at == from || !inAddress(text.charAt(at - 1)))) {
                Optional<Match> six = version6(text, at);
                if (six.isPresent()) {
                    return six;
                }
            }
            if (Edges.digit(c) && !Edges.attached(text, at, PersonalData.IP)) {
                int end = version4End(text, at);
                if (end > 0 && isAddress(text, at, end)) {
                    return Optional.of(new Match(at, end));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean inAddress(char c) {
        return Edges.digit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' || c == ':' || c == '.';
    }

    private static boolean isAddress(String text, int start, int end) {
        String address = text.substring(start, end);
        boolean somebodys = !address.startsWith("127.")
                && !address.startsWith("0.")
                && !address.endsWith(".0.0.0")
                && !address.equals("255.255.255.255");
        boolean marked = end + 1 < text.length() && text.charAt(end) == '-' && Character.isLetter(text.charAt(end + 1));
        return somebodys
                && !marked
                && !Edges.wordAt(text, end)
                && !Edges.goesOn(text, end, ".", PersonalData.IP)
                && !Edges.comesFrom(text, start, ".", PersonalData.IP)
                && !OTHERS.contains(PrecedingWord.of(text, start));
    }

    /** Behind four numbers of 0 to 255 without leading zeros; -1 where there are none. */
    private static int version4End(String text, int start) {
        int at = start;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && (at >= text.length() || text.charAt(at++) != '.')) {
                return -1;
            }
            int from = at;
            int value = 0;
            while (at - from < 3 && Edges.digitAt(text, at)) {
                value = 10 * value + text.charAt(at++) - '0';
            }
            if (at == from || value > 255 || at - from > 1 && text.charAt(from) == '0') {
                return -1;
            }
        }
        return at;
    }

    /** In the characters from {@code run} on that addresses are made of; what stands before a first colon may be a word. */
    private static Optional<Match> version6(String text, int run) {
        int end = run;
        while (end < text.length() && inAddress(text.charAt(end))) {
            end++;
            if (end - run > LONGEST_RUN) {
                return Optional.empty();
            }
        }
        int start = run;
        while (Edges.wordAt(text, start - 1) && start < end) {
            start++;
        }
        if (start < end && text.charAt(start) == ':' && !text.startsWith("::", start)) {
            start++;
        }
        int last = end;
        while (last > start
                && (text.charAt(last - 1) == '.' || text.charAt(last - 1) == ':' && !text.startsWith("::", last - 2))) {
            last--;
        }
        boolean alone = !Edges.wordAt(text, end)
                && !(start > run && Edges.placeholderBefore(text, start - 1, PersonalData.IP))
                && !Edges.goesOn(text, last, ":.", PersonalData.IP);
        return alone && isVersion6(text.substring(start, last))
                ? Optional.of(new Match(start, last))
                : Optional.empty();
    }

    private static boolean isVersion6(String address) {
        int gap = address.indexOf("::");
        if (address.length() > LONGEST_V6
                || gap < 0 && address.chars().filter(c -> c == ':').count() < 6) {
            return false;
        }
        String before = gap < 0 ? address : address.substring(0, gap);
        String after = gap < 0 ? "" : address.substring(gap + 2);
        int groups = groups(before, after.isEmpty()) + groups(after, true);
        return gap < 0 ? groups == 8 : 2 <= groups && groups <= 7 && tells(address, before, groups);
    }

    /** Whether it is more than two short words with colons between, as code has them. */
    private static boolean tells(String address, String before, int groups) {
        return address.chars().anyMatch(c -> Edges.digit((char) c))
                && (groups >= 3 || before.length() == 4 && !before.contains(":"));
    }

    /** How many groups of 16 bits; far too many where there is something else. */
    private static int groups(String part, boolean last) {
        if (part.isEmpty()) {
            return 0;
        }
        String[] groups = part.split(":", -1);
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            String group = groups[i];
            if (group.indexOf('.') >= 0) {
                boolean four = last && i == groups.length - 1 && version4End(group, 0) == group.length();
                count += four ? 2 : 100;
            } else {
                count += group.isEmpty() || group.length() > 4 ? 100 : 1;
            }
        }
        return count;
    }
}
