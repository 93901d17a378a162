package dev.laurel.gates;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.laurel.gates.personal.PersonalData;
import dev.laurel.gates.personal.Replacing;
import dev.laurel.schema.Completion;
import dev.laurel.schema.Message;
import dev.laurel.schema.PreferencePair;

/** The pairs of one prompt with personal data replaced. A text that several of them share is looked at once. For one thread. */
public final class ReplacedTexts {

    /** In place of an answer's id: the conversation. */
    private static final String PROMPT = "";

    private final Map<Part, Replaced> known = new HashMap<>();

    private record Part(Set<PersonalData> kinds, String id) {}

    private record Replaced(List<Message> messages, Optional<String> tools, Map<PersonalData, Integer> counts) {}

    /**
     * A pair to be published or withdrawn.
     *
     * @param counts how much was replaced in it
     */
    public record ReplacedPair(PreferencePair pair, Map<PersonalData, Integer> counts) {}

    public ReplacedPair in(PreferencePair pair, Set<PersonalData> kinds) {
        if (kinds.isEmpty()) {
            return new ReplacedPair(pair, Map.of());
        }
        Replaced prompt = known.computeIfAbsent(
                new Part(kinds, PROMPT), part -> replaced(pair.getPrompt(), pair.getTools(), kinds));
        Replaced chosen = answer(pair.getChosen(), kinds);
        Replaced rejected = answer(pair.getRejected(), kinds);
        Map<PersonalData, Integer> counts = new HashMap<>(prompt.counts());
        chosen.counts().forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
        rejected.counts().forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
        return new ReplacedPair(
                PreferencePair.newBuilder(pair)
                        .setPrompt(prompt.messages())
                        .setTools(prompt.tools().orElse(null))
                        .setChosen(with(pair.getChosen(), chosen))
                        .setRejected(with(pair.getRejected(), rejected))
                        .build(),
                counts);
    }

    private Replaced answer(Completion answer, Set<PersonalData> kinds) {
        return known.computeIfAbsent(
                new Part(kinds, answer.getResponseId()),
                part -> replaced(answer.getMessages(), Optional.empty(), kinds));
    }

    private static Replaced replaced(List<Message> messages, Optional<String> tools, Set<PersonalData> kinds) {
        Replacing replacing = new Replacing(kinds);
        return new Replaced(replacing.messages(messages), tools.map(replacing::json), replacing.counts());
    }

    private static Completion with(Completion answer, Replaced replaced) {
        return Completion.newBuilder(answer).setMessages(replaced.messages()).build();
    }
}
