package dev.laurel.command.offline;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.laurel.command.importing.RawText;
import dev.laurel.command.pairs.ComparedPair;
import dev.laurel.command.pairs.Texts;
import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.PairText;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A row of a file on its way to its rewards.
 *
 * @param line the row's line in the file
 * @param identity what the row is called, as the first fields of what is printed
 * @param sides what is to be scored; of a pair the chosen side and the rejected one
 * @param pair what the pair is compared by, if it is one
 */
record FileRow<T>(long line, Consumer<ObjectNode> identity, List<T> sides, Optional<ComparedPair> pair) {

    private static final String LINE = "line"; // the importer's attribute

    static FileRow<Conversation> of(GeneratedResponse response) {
        Conversation conversation = Texts.conversation(response);
        return new FileRow<>(
                Long.parseLong(response.getAttributes().get(LINE)),
                json -> json.put("response_id", response.getResponseId()).put("prompt_id", response.getPromptId()),
                List.of(conversation),
                Optional.empty());
    }

    static FileRow<Conversation> of(FeedbackEvent event) {
        PairText pair = Texts.ofPremadePair(event);
        return new FileRow<>(
                Long.parseLong(event.getAttributes().get(LINE)),
                json -> json.put("prompt_id", event.getPromptId()),
                List.of(pair.chosenConversation(), pair.rejectedConversation()),
                Optional.of(ComparedPair.of(event.getPromptId(), pair)));
    }

    static FileRow<String> of(RawText text) {
        return new FileRow<>(
                text.line(),
                json -> text.id().ifPresent(id -> json.put("id", id)),
                List.of(text.text()),
                Optional.empty());
    }

    /** The row with its rewards, one for each side. */
    ObjectNode json(List<Outcome.Reward> rewards) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        identity.accept(json);
        json.put("file_line", line);
        if (pair.isPresent()) {
            rewards.get(0).into(json.putObject("chosen"));
            rewards.get(1).into(json.putObject("rejected"));
        } else {
            rewards.get(0).into(json);
        }
        return json;
    }
}
