package dev.laurel.trainer.handover;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import dev.laurel.schema.Completion;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.chat.ChatWriter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How others write a preference pair, as one JSON object. */
public enum PairForm {
    /** TRL's conversational preference form: {@code prompt}, {@code chosen} and {@code rejected}, each a list of messages, and {@code tools}. OpenRLHF reads the same. */
    TRL {
        @Override
        Optional<ObjectNode> row(PreferencePair pair) {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            row.set("prompt", ChatWriter.AS_GIVEN.messages(pair.getPrompt()));
            row.set("chosen", ChatWriter.AS_GIVEN.messages(pair.getChosen().getMessages()));
            row.set("rejected", ChatWriter.AS_GIVEN.messages(pair.getRejected().getMessages()));
            pair.getTools().ifPresent(tools -> row.set("tools", ChatWriter.value(tools)));
            return Optional.of(row);
        }
    },

    /** OpenAI's preference fine-tuning form, whose outputs are one message of the assistant each; other pairs have no place in it. */
    OPENAI {
        @Override
        Optional<ObjectNode> row(PreferencePair pair) {
            if (!isOneAnswer(pair.getChosen()) || !isOneAnswer(pair.getRejected())) {
                return Optional.empty();
            }
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            ObjectNode input = row.putObject("input");
            input.set("messages", ChatWriter.STRINGS.messages(pair.getPrompt()));
            pair.getTools().ifPresent(tools -> input.set("tools", ChatWriter.value(tools)));
            row.set(
                    "preferred_output",
                    ChatWriter.STRINGS.messages(pair.getChosen().getMessages()));
            row.set(
                    "non_preferred_output",
                    ChatWriter.STRINGS.messages(pair.getRejected().getMessages()));
            return Optional.of(row);
        }
    };

    /** A pair in this form; empty if it has no place in it. */
    abstract Optional<ObjectNode> row(PreferencePair pair);

    /** @throws IllegalArgumentException naming a form that is not known */
    public static PairForm named(String name) {
        return Arrays.stream(values())
                .filter(form -> form.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no form of pairs \"" + name + "\"; there are "
                        + Arrays.stream(values()).map(PairForm::label).toList()));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean isOneAnswer(Completion completion) {
        return completion.getMessages().size() == 1
                && completion.getMessages().get(0).getRole().equals("assistant");
    }
}
