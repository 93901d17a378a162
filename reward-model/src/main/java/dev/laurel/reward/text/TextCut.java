package dev.laurel.reward.text;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

import dev.laurel.reward.checkpoint.Reading;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where a long text can be cut so that what is left has the same first tokens as the whole. Safe for many threads.
 *
 * <p><b>Between words</b> the cut is exact. It lies behind a letter or digit and before white space or punctuation, other than an apostrophe or
 * underscore. There (1) no added token spans the cut, since none holds these two characters side by side; (2) NFC changes nothing across it, since
 * white space and punctuation neither compose with what is before nor are reordered; (3) each of {@link WordPatterns} ends a word there, whatever
 * follows: letters and digits are taken in one run to its end, and nothing looks ahead but white space, which is on the other side; (4) the model
 * sees one word at a time. So the words before the cut, hence their tokens, are those of the whole text.
 *
 * <p><b>Within an endless word</b> the first tokens are exact if enough tokens lie between them and the cut. Merging by rank is one pass over the word
 * per rule, from the left, and a pass decides at a place by the next token at most; so what is behind the cut is felt at most one token further left
 * per rule, and not by a token that ends {@code rules × longest token} symbols before it, hence not by one that has as many tokens after it.
 * From {@link Reading#SECOND} on {@value #NEAR} tokens are taken for enough, and every text is cut.
 */
final class TextCut {

    /** Tokens between those that are read and a cut within a word, from the second reading on. */
    static final int NEAR = 2_048;

    /** Characters in which a cut between words is looked for before one within a word. */
    private static final int NEARBY = 16_384;

    private static final int CONTRACTION = 3; // longest word whose beginning may be two words, in symbols

    private final boolean words;
    private final boolean always;
    private final OptionalInt reach; // tokens by which a cut within a word is felt; empty: no proof
    private final Set<String> neighbours = new HashSet<>(); // within added tokens

    private TextCut(boolean words, boolean always, OptionalInt reach) {
        this.words = words;
        this.always = always;
        this.reach = reach;
    }

    /**
     * A part of a text to encode.
     *
     * @param end of the part, in UTF-16 units
     * @param spare how many of its last tokens may not be the whole text's
     */
    record Part(int end, int spare) {}

    static TextCut of(JsonNode tokenizer, Reading reading) {
        boolean words = WordPatterns.known(tokenizer);
        OptionalInt proven = words ? reach(tokenizer.path("model")) : OptionalInt.empty();
        boolean always = reading != Reading.FIRST;
        OptionalInt reach = always ? OptionalInt.of(Math.min(NEAR, proven.orElse(NEAR))) : proven;
        TextCut cut = new TextCut(words, always, reach);
        for (JsonNode token : tokenizer.path("added_tokens")) {
            String content = token.path("content").asText();
            for (int i = 1; i < content.length(); i++) {
                cut.neighbours.add(content.substring(i - 1, i + 1));
            }
        }
        return cut;
    }

    /** Symbols by which a cut is felt in merging; empty where the model is none of rules that build on earlier ones. */
    private static OptionalInt reach(JsonNode model) {
        if (!model.path("type").asText().equals("BPE") || model.path("dropout").asDouble(0) > 0) {
            return OptionalInt.empty();
        }
        Set<String> later = new HashSet<>();
        int longest = 1;
        for (JsonNode merge : model.path("merges")) {
            later.add(
                    merge.isArray()
                            ? merge.path(0).asText() + merge.path(1).asText()
                            : merge.asText().replace(" ", ""));
        }
        for (JsonNode merge : model.path("merges")) {
            String[] parts = merge.isArray()
                    ? new String[] {merge.path(0).asText(), merge.path(1).asText()}
                    : merge.asText().split(" ");
            if (parts.length != 2 || later.contains(parts[0]) || later.contains(parts[1])) {
                return OptionalInt.empty();
            }
            later.remove(parts[0] + parts[1]);
            longest = Math.max(longest, parts[0].length() + parts[1].length());
        }
        long symbols = (long) model.path("merges").size() * longest + CONTRACTION;
        return symbols < Integer.MAX_VALUE ? OptionalInt.of((int) symbols) : OptionalInt.empty();
    }

    /** The part to encode, of at least {@code least} characters; the whole text where it is not to be cut. */
    Part part(String text, int least) {
        int nearby = (int) Math.min(text.length(), (long) least + NEARBY);
        int end = words ? betweenWords(text, least, nearby) : nearby;
        if (end < nearby) {
            return new Part(end, 0);
        }
        if (reach.isPresent()) {
            for (int at = least; at < (always ? nearby : text.length()); at++) {
                if (withinWord(text, at)) {
                    return new Part(at, reach.getAsInt());
                }
            }
        }
        if (always && least < text.length()) {
            return new Part(least + (Character.isLowSurrogate(text.charAt(least)) ? 1 : 0), NEAR);
        }
        return new Part(words ? betweenWords(text, nearby, text.length()) : text.length(), 0);
    }

    /** The first place between words from one on, or {@code to}. */
    private int betweenWords(String text, int from, int to) {
        for (int at = Math.max(1, from); at < to; at++) {
            int before = Character.getType(text.codePointBefore(at));
            if (isLetterOrDigit(before) && isBoundary(text.charAt(at)) && !spanned(text, at)) {
                return at;
            }
        }
        return to;
    }

    /** Between characters that a word may go on over, neither of which the other changes. */
    private boolean withinWord(String text, int at) {
        return isSolid(text.codePointBefore(at)) && isSolid(text.codePointAt(at)) && !spanned(text, at);
    }

    private boolean spanned(String text, int at) {
        return neighbours.contains(text.substring(at - 1, at + 1));
    }

    private static boolean isLetterOrDigit(int type) {
        return switch (type) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> false;
        };
    }

    private static boolean isBoundary(char character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> character != '\'';
            case Character.CONTROL -> true;
            default -> false;
        };
    }

    /** Neither white space, nor a surrogate alone, nor what composes with the character before it. */
    private static boolean isSolid(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.SURROGATE,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default ->
                Character.UnicodeBlock.of(character) != Character.UnicodeBlock.HANGUL_JAMO
                        && Character.UnicodeBlock.of(character) != Character.UnicodeBlock.HANGUL_JAMO_EXTENDED_B;
        };
    }
}
