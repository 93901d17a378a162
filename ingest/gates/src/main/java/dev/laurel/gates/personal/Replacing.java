package dev.laurel.gates.personal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Message;
import dev.laurel.schema.ToolCall;

/**
 * Puts placeholders in the place of personal data, and counts them. Equal texts stay equal, and what has been replaced once stays as it is. For one thread.
 */
public final class Replacing {

    private final Set<PersonalData> kinds;
    private final Map<PersonalData, Integer> counts = new EnumMap<>(PersonalData.class);

    public Replacing(Set<PersonalData> kinds) {
        this.kinds = kinds;
    }

    /** How much was replaced until now. */
    public Map<PersonalData, Integer> counts() {
        return counts;
    }

    public String text(String text) {
        String replaced = text;
        for (PersonalData kind :
                PersonalData.values()) { // one after the other, as the rules for what stands beside a match want it
            if (kinds.contains(kind)) {
                replaced = without(kind, replaced);
            }
        }
        return replaced;
    }

    private String without(PersonalData kind, String text) {
        Optional<Finder.Match> match = kind.finder().next(text, 0);
        if (match.isEmpty()) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        int copied = 0;
        while (match.isPresent()) {
            replaced.append(text, copied, match.get().start()).append(kind.placeholder());
            copied = match.get().end();
            counts.merge(kind, 1, Integer::sum);
            match = kind.finder().next(text, copied);
        }
        return replaced.append(text, copied, text.length()).toString();
    }

    /** Values and names in JSON; a number becomes a string. What nothing is found in stays as it is written. */
    public String json(String json) {
        return new JsonTexts(this).replaced(json);
    }

    /** Contents and reasoning of turns, and the arguments of their calls. */
    public List<Message> messages(List<Message> messages) {
        return kinds.isEmpty() ? messages : messages.stream().map(this::message).toList();
    }

    private Message message(Message message) {
        return Message.newBuilder(message)
                .setContent(text(message.getContent()))
                .setReasoningContent(
                        message.getReasoningContent().map(this::text).orElse(null))
                .setToolCalls(message.getToolCalls().stream().map(this::call).toList())
                .build();
    }

    private ToolCall call(ToolCall call) {
        return ToolCall.newBuilder(call).setArguments(json(call.getArguments())).build();
    }
}
