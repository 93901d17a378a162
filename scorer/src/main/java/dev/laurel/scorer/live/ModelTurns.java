package dev.laurel.scorer.live;

import java.util.List;

import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.ToolCall;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Messages;

/** Turns of records as models take them. */
public final class ModelTurns {

    private ModelTurns() {}

    /** The response behind its conversation, with the tools that could be called. */
    public static Conversation conversation(GeneratedResponse response) {
        return Conversation.of(of(response.getMessages()), of(Messages.answer(response)), response.getTools());
    }

    public static List<Message> of(List<dev.laurel.schema.Message> turns) {
        return turns.stream().map(ModelTurns::of).toList();
    }

    private static Message of(dev.laurel.schema.Message turn) {
        return new Message(
                turn.getRole(),
                turn.getContent(),
                turn.getContentAbsent(),
                turn.getToolCalls().stream()
                        .map(call -> new ToolCall(call.getId(), call.getType(), call.getName(), call.getArguments()))
                        .toList(),
                turn.getToolCallId(),
                turn.getName(),
                turn.getReasoningContent());
    }
}
