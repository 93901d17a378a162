package dev.laurel.importer.form;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.laurel.schema.Message;

/**
 * {@code chosen} and {@code rejected} as whole transcripts whose turns begin with {@code \n\nHuman:} and {@code \n\nAssistant:}, as Anthropic's HH-RLHF
 * has them; or the transcript's beginning in {@code prompt} and only its end in each. Whitespace around a turn's text is not part of it.
 */
final class HhTranscripts {

    private static final Pattern TURN = Pattern.compile("(?:\\A\\s*|\\n\\n)(Human|Assistant):");

    private HhTranscripts() {}

    static boolean recognises(Row row) {
        return List.of("chosen", "rejected").stream()
                .allMatch(side -> TURN.matcher(transcript(row, side)).lookingAt());
    }

    static PairText read(Row row) {
        return PairText.parting(
                turns(transcript(row, "chosen"), "chosen"), turns(transcript(row, "rejected"), "rejected"));
    }

    private static String transcript(Row row, String side) {
        String text = Text.possiblyBlank(row.required(side), side);
        boolean continued = row.has("prompt") && row.json().get("prompt").isTextual();
        return continued ? Text.possiblyBlank(row.json().get("prompt"), "prompt") + text : text;
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
            turns.add(new Message(
                    speaker.equals("Human") ? "user" : "assistant",
                    Text.notBlank(text, place).strip()));
        }
        return turns;
    }
}
