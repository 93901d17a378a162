package dev.laurel.trainer.window;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.laurel.schema.Message;
import dev.laurel.schema.PreferencePair;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How much of the topic one window takes: it ends behind the record with which it holds so much, and what follows is the next window's.
 *
 * @param pairs that stand
 * @param characters of text in them, in UTF-16 units
 * @param longestPair characters of a pair above which it is set aside, so that windows of the fewest pairs are always possible
 */
public record SizeLimit(int pairs, long characters, int longestPair) {

    /** Any number of pairs, of any length that {@link PairCheck} takes. */
    static final SizeLimit NONE = new SizeLimit(Integer.MAX_VALUE, Long.MAX_VALUE, PairCheck.LONGEST_TEXT);

    public SizeLimit {
        if (pairs < 1 || characters < 1 || longestPair < 1) {
            throw new IllegalArgumentException("bounds of a window below 1: pairs=" + pairs + ", characters="
                    + characters + ", longest pair=" + longestPair);
        }
    }

    /** So many pairs, of any length that {@link PairCheck} takes. */
    public static SizeLimit ofPairs(int pairs) {
        return new SizeLimit(pairs, NONE.characters, NONE.longestPair);
    }

    /** Why a window ends where it does. */
    public enum End {
        /** It holds all that could be read. */
        TOPIC,
        /** It holds as many pairs as it may. */
        PAIRS,
        /** It holds as much text as it may. */
        CHARACTERS;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where pairs and characters of a window let it end; the topic's end where neither does. */
    End end(int held, long text) {
        if (held >= pairs) {
            return End.PAIRS;
        }
        return text >= characters ? End.CHARACTERS : End.TOPIC;
    }

    /** Characters of a pair: prompt with its tools, and both answers with their calls, in UTF-16 units. */
    public static long characters(PreferencePair pair) {
        long turns = Stream.of(
                        pair.getPrompt(),
                        pair.getChosen().getMessages(),
                        pair.getRejected().getMessages())
                .flatMap(List::stream)
                .mapToLong(SizeLimit::characters)
                .sum();
        return turns + pair.getTools().map(String::length).orElse(0);
    }

    private static long characters(Message turn) {
        return turn.getContent().length()
                + turn.getReasoningContent().map(String::length).orElse(0)
                + turn.getToolCalls().stream()
                        .mapToLong(call ->
                                call.getName().length() + call.getArguments().length())
                        .sum();
    }
}
