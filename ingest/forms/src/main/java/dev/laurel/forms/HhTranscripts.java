package dev.laurel.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.accept.Texts;

/**
 * {@code chosen} and {@code rejected} as whole transcripts whose turns begin with {@code \n\nHuman:} and {@code \n\nAssistant:} (or with CR LF), as
 * Anthropic's HH-RLHF has them; or the transcript's beginning in {@code prompt} and only its end in each. The space after the colon is not part of a turn.
 */
final class HhTranscripts {

    private static final Pattern TURN = Pattern.compile("(?:\\A\\s*|(?:\\r?\\n){2})(Human|Assistant):");
    private static final Pattern STRAY = Pattern.compile("(?m)^[ \\t]*(?:Human|Assistant):");
    private static final String ANSWERS = "\n\nAssistant: ";

    private HhTranscripts() {}

    static boolean recognises(Row row) {
        return List.of("chosen", "rejected").stream().allMatch(side -> begins(text(row, side))) || promptBegins(row);
    }

    static PairText read(Row row) {
        return PairText.parting(
                turns(transcript(row, "chosen"), "chosen"), turns(transcript(row, "rejected"), "rejected"));
    }

    /** Whether {@code prompt} is the beginning of a transcript, and not just a text that begins like one. */
    private static boolean promptBegins(Row row) {
        if (!row.has("prompt") || !row.json().get("prompt").isTextual()) {
            return false;
        }
        String prompt = text(row, "prompt");
        boolean answered =
                prompt.contains("Assistant:") && TURN.matcher(prompt).results().count() > 1;
        return begins(prompt)
                && (answered
                        || List.of("chosen", "rejected").stream()
                                .allMatch(side -> speaker(text(row, side)).equals("Assistant")));
    }

    private static boolean begins(String text) {
        return speaker(text).equals("Human");
    }

    private static String speaker(String text) {
        Matcher turn = TURN.matcher(text);
        return turn.lookingAt() ? turn.group(1) : "";
    }

    private static String text(Row row, String field) {
        return Text.possiblyBlank(row.required(field), field);
    }

    private static String transcript(Row row, String side) {
        String text = Text.notBlank(text(row, side), side);
        if (begins(text)) {
            return text;
        }
        String prompt = text(row, "prompt");
        int last = 0;
        boolean human = true;
        for (Matcher turn = TURN.matcher(prompt); turn.find(); ) {
            last = turn.start();
            human = turn.group(1).equals("Human");
        }
        if (speaker(text).equals("Assistant")) {
            boolean open = !human && prompt.stripTrailing().endsWith("Assistant:");
            return (open ? prompt.substring(0, last) : prompt) + "\n\n" + text.stripLeading();
        }
        return human ? prompt + ANSWERS + text : prompt + text;
    }

    /** What is said in a transcript's turns; empty if the text is none. */
    static Stream<String> texts(String text) {
        return begins(text) ? TURN.splitAsStream(text).filter(Texts::says) : Stream.empty();
    }

    private static List<Message> turns(String transcript, String field) {
        List<Message> turns = new ArrayList<>();
        Matcher turn = TURN.matcher(transcript);
        boolean more = turn.find();
        while (more) {
            String speaker = turn.group(1);
            int start = turn.end();
            more = turn.find();
            String text = transcript.substring(start, more ? turn.start() : transcript.length());
            String place = field + " turn " + (turns.size() + 1) + " (" + speaker + ")";
            if (STRAY.matcher(text.stripLeading()).find()) {
                throw new RefusedRow(
                        Refusal.UNKNOWN_TRANSCRIPT,
                        place,
                        "has a line that begins with Human: or Assistant: without an empty line before it");
            }
            turns.add(Messages.text(
                    speaker.equals("Human") ? "user" : "assistant",
                    Text.notBlank(text.startsWith(" ") ? text.substring(1) : text, place)));
        }
        return turns;
    }
}
