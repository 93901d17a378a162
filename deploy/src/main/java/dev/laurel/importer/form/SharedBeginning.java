package dev.laurel.importer.form;

import java.util.List;

import dev.laurel.schema.Message;

/**
 * {@code chosen} and {@code rejected} as two texts without a prompt, TRL's implicit prompt: the prompt is what both begin with, up to the last
 * whitespace before they part.
 */
final class SharedBeginning {

    private SharedBeginning() {}

    static PairText read(Row row) {
        String chosen = row.requiredText("chosen").strip();
        String rejected = row.requiredText("rejected").strip();
        if (chosen.equals(rejected)) {
            throw new RefusedRow(Refusal.SAME_ANSWER, "chosen", "equals rejected");
        }
        int end = 0;
        int limit = Math.min(chosen.length(), rejected.length());
        for (int i = 0; i < limit && chosen.charAt(i) == rejected.charAt(i); i++) {
            if (Character.isWhitespace(chosen.charAt(i))) {
                end = i;
            }
        }
        if (end == 0) {
            throw new RefusedRow(
                    Refusal.NO_PROMPT, "", "there is no field prompt, and chosen and rejected do not begin alike");
        }
        List<Message> prompt =
                List.of(new Message("user", chosen.substring(0, end).strip()));
        return PairText.of(
                prompt, chosen.substring(end).strip(), rejected.substring(end).strip());
    }
}
