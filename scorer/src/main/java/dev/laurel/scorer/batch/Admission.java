package dev.laurel.scorer.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.text.Message;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Line;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Lines;

/** Whether a response can be scored, and by which line. */
sealed interface Admission {

    /** To be scored by that line: the conversation, the response last. */
    record Admitted(String line, String responseId, List<Message> conversation) implements Admission {}

    /** Not to be scored. */
    record Refused(Failure failure) implements Admission {}

    /** @param key the record's key; null if it has none */
    static Admission of(byte[] key, GeneratedResponse response, Lines lines) {
        String expected = response.getTenant() + "/" + response.getPromptId();
        String actual = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        if (!actual.equals(expected)) {
            return refused(Reason.KEY_MISMATCH, "key is \"" + actual + "\" where the value says \"" + expected + "\"");
        }
        if (response.getMessages().isEmpty()) {
            return refused(Reason.EMPTY_CONVERSATION, "messages is empty in response " + response.getResponseId());
        }
        if (response.getResponse().isBlank()) {
            return refused(Reason.EMPTY_RESPONSE, "response is blank in response " + response.getResponseId());
        }
        Optional<Line> line = lines.serving(response.getTenant(), response.getTask());
        if (line.isEmpty()) {
            return refused(
                    Reason.NO_LINE,
                    "no line serves tenant \"" + response.getTenant() + "\", task \"" + response.getTask() + "\"");
        }
        try {
            return new Admitted(line.get().name(), response.getResponseId(), conversation(response));
        } catch (IllegalArgumentException e) {
            return refused(Reason.EMPTY_CONVERSATION, e.getMessage() + " in response " + response.getResponseId());
        }
    }

    private static List<Message> conversation(GeneratedResponse response) {
        List<Message> conversation = new ArrayList<>();
        response.getMessages().forEach(turn -> conversation.add(new Message(turn.getRole(), turn.getContent())));
        conversation.add(new Message("assistant", response.getResponse()));
        return conversation;
    }

    private static Admission refused(Reason reason, String message) {
        return new Refused(new Failure(reason, message));
    }
}
