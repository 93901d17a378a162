package dev.laurel.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What two answers answer, where it stands in a field of its own: {@code messages} (turns up to the user's last), or {@code prompt} (a text or turns),
 * {@code instruction} with {@code input} below it (Alpaca), {@code question}, {@code query}, {@code input} or {@code problem}, the first of them that says
 * something, after the turns of {@code history} (LLaMA-Factory's pairs of a question and its answer).
 */
final class Asked {

    private static final List<String> NAMES = List.of("prompt", "instruction", "question", "query", "input", "problem");

    private Asked() {}

    /** Whether the row has such a field; {@code prompt} counts even if it is empty. */
    static boolean isIn(Row row) {
        return row.has("prompt")
                || FieldName.isSaid(row.json().get("messages"))
                || NAMES.stream().anyMatch(name -> FieldName.isSaid(row.json().get(name)));
    }

    static List<Message> read(Row row) {
        List<Message> asked = turns(row);
        asked.forEach(turn -> Transcripts.refuse(turn.getContent(), "prompt"));
        return asked;
    }

    private static List<Message> turns(Row row) {
        JsonNode messages = row.json().get("messages");
        if (FieldName.isSaid(messages)) {
            return upToTheUser(Turns.CHAT.list(messages, "messages"), "messages");
        }
        String name = NAMES.stream()
                .filter(each -> FieldName.isSaid(row.json().get(each)))
                .findFirst()
                .or(() -> NAMES.stream().filter(row::has).findFirst())
                .orElseThrow(() -> new RefusedRow(Refusal.MISSING_FIELD, "prompt", "is missing, and so is messages"));
        JsonNode asked = row.required(name);
        if (name.equals("prompt") && asked.isArray()) {
            return upToTheUser(Turns.CHAT.list(asked, name), name);
        }
        String text = Text.of(asked, name);
        if (name.equals("instruction")) {
            Optional<String> input = row.text("input");
            text = input.isPresent() ? text + "\n" + input.get() : text;
        }
        List<Message> turns = new ArrayList<>(history(row));
        turns.add(Messages.text("user", text));
        return turns;
    }

    /** @throws RefusedRow if the turns end with an answer, of which it is not clear what it is */
    static List<Message> upToTheUser(List<Message> turns, String field) {
        String last = turns.isEmpty() ? "none" : turns.get(turns.size() - 1).getRole();
        if (last.equals("assistant")) {
            throw new RefusedRow(
                    Refusal.NO_PROMPT,
                    field,
                    "ends with a turn of the assistant; it must hold what chosen and rejected answer, up to the user's turn");
        }
        return turns;
    }

    private static List<Message> history(Row row) {
        List<Message> turns = new ArrayList<>();
        JsonNode history = row.json().path("history");
        for (int i = 0; i < history.size(); i++) {
            JsonNode turn = history.get(i);
            String field = "history[" + i + "]";
            if (turn == null || !turn.isArray() || turn.size() != 2) {
                throw new RefusedRow(
                        Refusal.WRONG_TYPE,
                        field,
                        "is no array of two texts, what the user and what the assistant said");
            }
            turns.add(Messages.text("user", Text.of(turn.get(0), field + "[0]")));
            turns.add(Messages.text("assistant", Text.of(turn.get(1), field + "[1]")));
        }
        return turns;
    }
}
