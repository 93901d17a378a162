package dev.laurel.command.pairs;

import java.util.List;

import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.ToolCall;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PremadePair;

/** The texts of records, as the reward model takes them. */
public final class Texts {

    private static final double FULL_WEIGHT = 1;

    private Texts() {}

    public static List<Message> of(List<dev.laurel.schema.Message> turns) {
        return turns.stream().map(Texts::of).toList();
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

    /** Turns as records have them. */
    public static List<dev.laurel.schema.Message> turns(List<Message> messages) {
        return messages.stream().map(Texts::turn).toList();
    }

    private static dev.laurel.schema.Message turn(Message message) {
        return new dev.laurel.schema.Message(
                message.role(),
                message.content(),
                message.contentAbsent(),
                message.toolCalls().stream()
                        .map(call -> new dev.laurel.schema.ToolCall(
                                call.id().orElse(null), call.type(), call.name(), call.arguments()))
                        .toList(),
                message.toolCallId().orElse(null),
                message.name().orElse(null),
                message.reasoning().orElse(null));
    }

    /** The conversation with the response at its end. */
    public static Conversation conversation(GeneratedResponse response) {
        return Conversation.of(of(response.getMessages()), of(Messages.answer(response)), response.getTools());
    }

    public static PairText of(PreferencePair pair) {
        return new PairText(
                of(pair.getPrompt()),
                of(pair.getChosen().getMessages()),
                of(pair.getRejected().getMessages()),
                pair.getTools(),
                pair.getMargin().orElse(0.0),
                pair.getWeight());
    }

    /** The pair of an event that holds a pre-made one. */
    public static PairText ofPremadePair(FeedbackEvent event) {
        PremadePair pair = (PremadePair) event.getPayload().orElseThrow();
        return new PairText(
                of(event.getMessages()),
                answer(event, pair.getChosen()),
                answer(event, pair.getRejected()),
                event.getTools(),
                pair.getMargin().orElse(0.0),
                FULL_WEIGHT);
    }

    private static List<Message> answer(FeedbackEvent event, String responseId) {
        Candidate candidate = event.getCandidates().stream()
                .filter(side -> side.getResponseId().equals(responseId))
                .findFirst()
                .orElseThrow();
        return of(candidate.getMessages());
    }
}
