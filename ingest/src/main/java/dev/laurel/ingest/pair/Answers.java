package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.schema.Completion;
import dev.laurel.schema.Message;
import dev.laurel.schema.accept.Texts;

/** The answers of a prompt, and what people made of them by hand. */
final class Answers {

    private final PromptLedger ledger;
    private final Map<String, Completion> edited = new HashMap<>();

    Answers(PromptLedger ledger) {
        this.ledger = ledger;
    }

    /** An answer, if its text is known. */
    Optional<Completion> find(String responseId) {
        return Optional.ofNullable(edited.get(responseId))
                .or(() -> ledger.texts().answer(responseId));
    }

    /**
     * Makes an edited answer known: the text in place of the last turn of the original, if that is known.
     *
     * @return the id of the edited answer
     */
    String edit(Judgement.Edited edit, String eventId) {
        String id = edit.responseId() + "/edit/" + eventId;
        ledger.texts().answer(edit.responseId()).ifPresent(original -> {
            List<Message> turns = new ArrayList<>(original.getMessages());
            int last = turns.size() - 1;
            turns.set(
                    last,
                    Message.newBuilder(turns.get(last))
                            .setContent(edit.text())
                            .setContentAbsent(false)
                            .build());
            edited.put(
                    id,
                    Completion.newBuilder().setResponseId(id).setMessages(turns).build());
        });
        return id;
    }

    /** Whether something can be learned from an answer: its last turn has a text, or calls a tool. */
    static boolean says(Completion answer) {
        if (answer.getMessages().isEmpty()) {
            return false;
        }
        Message last = answer.getMessages().get(answer.getMessages().size() - 1);
        return Texts.says(last.getContent()) || !last.getToolCalls().isEmpty();
    }

    /** Whether two answers say the same, so that nothing can be learned from a preference between them. */
    static boolean equal(Completion one, Completion other) {
        return one.getResponseId().equals(other.getResponseId())
                || one.getMessages().equals(other.getMessages());
    }
}
