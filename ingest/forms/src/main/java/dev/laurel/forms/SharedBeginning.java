package dev.laurel.forms;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;

import dev.laurel.schema.Messages;
import dev.laurel.schema.accept.Texts;

/**
 * {@code chosen} and {@code rejected} as two texts without a prompt, TRL's implicit prompt: the prompt is what both begin with, up to the last
 * whitespace before they part. Only where no other field may be the prompt, and where that whitespace is one between words.
 */
final class SharedBeginning {

    /** Scripts that write words without spaces between them. */
    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN);

    private SharedBeginning() {}

    static PairText read(Row row) {
        PromptFields.requireNone(row);
        String chosen = row.requiredText("chosen");
        String rejected = row.requiredText("rejected");
        if (chosen.equals(rejected)) {
            throw new RefusedRow(Refusal.SAME_ANSWER, "chosen", "equals rejected");
        }
        Transcripts.refuseBoth(chosen, rejected);
        int shared = shared(chosen, rejected);
        int end = shared;
        while (end > 0 && !Character.isWhitespace(chosen.charAt(end - 1))) {
            end--;
        }
        if (!Texts.says(chosen.substring(0, end)) || hasUnspaced(chosen.substring(end, shared))) {
            throw new RefusedRow(
                    Refusal.NO_PROMPT,
                    "",
                    !Texts.says(chosen.substring(0, shared))
                            ? "there is no field prompt, and chosen and rejected do not begin alike"
                            : "there is no field prompt, and what chosen and rejected begin with has no space at which a prompt could end;"
                                    + " put the prompt into a field prompt");
        }
        int start = answerStart(chosen, end);
        return PairText.of(
                List.of(Messages.text("user", chosen.substring(0, end).stripTrailing())),
                chosen.substring(start),
                rejected.substring(start));
    }

    private static int shared(String one, String other) {
        int limit = Math.min(one.length(), other.length());
        int shared = 0;
        while (shared < limit && one.charAt(shared) == other.charAt(shared)) {
            shared++;
        }
        return shared;
    }

    private static boolean hasUnspaced(String text) {
        return text.codePoints().mapToObj(UnicodeScript::of).anyMatch(WITHOUT_SPACES::contains);
    }

    /** The whitespace before {@code end} joins prompt and answers; what of it stands behind a line's end is an indentation and the answer's. */
    private static int answerStart(String text, int end) {
        int start = end;
        while (start > 0
                && Character.isWhitespace(text.charAt(start - 1))
                && text.charAt(start - 1) != '\n'
                && text.charAt(start - 1) != '\r') {
            start--;
        }
        boolean afterLine = start > 0 && Character.isWhitespace(text.charAt(start - 1));
        return afterLine ? start : end;
    }
}
