package dev.laurel.gates.personal;

/**
 * Digits in groups, as people write telephone numbers.
 *
 * @param plus whether a plus sign stands before them
 * @param digits of all groups
 * @param lengths of the groups, each as a hexadecimal digit: 0x334 for three groups of 3, 3 and 4 digits
 * @param dotted whether a dot stands between two groups
 */
record DialledNumber(boolean plus, CharSequence digits, long lengths, boolean dotted) {

    /** Digits of the shortest. */
    static final int SHORTEST = 7;

    /** Digits of the longest international one, and of the longest group. */
    static final int LONGEST = 15;

    private static final int SHORTEST_INTERNATIONAL = 8;

    /** Whether it could be nothing else: international, or grouped as nothing else is. */
    boolean isCertain() {
        return plus ? international(0) : dialled() || northAmerican() || grouped();
    }

    /** Whether it is in one piece, and as long as few other numbers are that begin so. */
    boolean isLikely() {
        if (plus || lengths != digits.length()) {
            return false;
        }
        boolean national = isNational() && 10 <= digits.length() && digits.length() <= 12 && !isIn("0123456789", 0);
        return national || digits.length() == 11 && isChineseMobile();
    }

    /** Whether it is a telephone number if it is said to be one. */
    boolean isPossible() {
        return SHORTEST <= digits.length() && digits.length() <= LONGEST && lengths != 0x422; // a date
    }

    /** E.164: a country code, which does not begin with 0, and at most 15 digits in all. */
    private boolean international(int from) {
        int length = digits.length() - from;
        if (length < SHORTEST_INTERNATIONAL
                || length > LONGEST
                || digits.charAt(from) == '0'
                || isIn("000000", digits.length() - 6)) {
            return false;
        }
        return digits.charAt(from) != '1' || length == 11 && digits.charAt(from + 1) >= '2';
    }

    /** With 00 for the plus sign. */
    private boolean dialled() {
        return lengths != digits.length() && isIn("00", 0) && international(2);
    }

    /** Three, three and four digits, of which the first two groups begin with 2 or more; a 1 may stand before them. */
    private boolean northAmerican() {
        int from = lengths == 0x1334 && digits.charAt(0) == '1' ? 1 : 0;
        return (from == 1 || lengths == 0x334) && digits.charAt(from) >= '2' && digits.charAt(from + 3) >= '2';
    }

    /** National, with a 0 before it, or of a Chinese mobile. */
    private boolean grouped() {
        if (lengths == 0x344 && isChineseMobile()) {
            return true;
        }
        return isNational() && (lengths == 0x22222 || lengths == 0x244 || isAreaWithNumber());
    }

    /** An area code of three to five digits and up to three groups of at least two. */
    private boolean isAreaWithNumber() {
        int groups = 0;
        long first = 0;
        for (long rest = lengths; rest > 0; rest >>= 4) {
            first = rest & 0xF;
            groups++;
            if (first < 2) {
                return false;
            }
        }
        return 2 <= groups
                && groups <= 4
                && 3 <= first
                && first <= 5
                && 9 <= digits.length()
                && digits.length() <= 12
                && !dotted;
    }

    private boolean isNational() {
        return digits.charAt(0) == '0' && digits.charAt(1) != '0';
    }

    private boolean isChineseMobile() {
        return digits.charAt(0) == '1' && digits.charAt(1) >= '3';
    }

    private boolean isIn(String part, int at) {
        for (int i = 0; i < part.length(); i++) {
            if (digits.charAt(at + i) != part.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
