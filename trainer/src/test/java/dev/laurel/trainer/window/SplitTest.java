package dev.laurel.trainer.window;

import java.util.List;

import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.schema.Completion;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Pairs;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SplitTest {

    private static final HoldOut TENTH = new HoldOut(0.1, "salt");

    @Test
    void goesOnAsItBegan() {
        // what decides must never change: it would put held-out prompts into training
        List<String> heldOut = Pairs.polite(0, 40).stream()
                .filter(pair -> TENTH.holdsOut(Split.prompt(pair)))
                .map(PreferencePair::getPairId)
                .toList();

        assertThat(heldOut).containsExactly("pair-6", "pair-9", "pair-10", "pair-17", "pair-30");
    }

    @Test
    void anotherTurnOfTheConversationIsOnTheSameSide() {
        PreferencePair first = Pairs.of("a", "What is a fjord?");
        PreferencePair later = Pairs.builder("b", "What is a fjord?")
                .setPrompt(List.of(
                        Messages.text("system", "Be kind."),
                        Messages.text("user", "What is a fjord?"),
                        Messages.text("assistant", "A narrow inlet."),
                        Messages.text("user", "How deep?")))
                .build();

        assertThat(Split.prompt(later)).isEqualTo(Split.prompt(first));
    }

    @Test
    void readsTheQuestionFromWholeConversations() {
        Completion conversation = Completion.newBuilder()
                .setResponseId("r")
                .setMessages(List.of(
                        Messages.text("user", "What is a fjord?"), Messages.text("assistant", "A narrow inlet.")))
                .build();
        PreferencePair whole = Pairs.builder("a", "not there")
                .setPrompt(List.of())
                .setChosen(conversation)
                .build();

        assertThat(Split.prompt(whole)).isEqualTo(Split.prompt(Pairs.of("b", "What is a fjord?")));
    }

    @Test
    void splitsWithoutLossOrOverlap() {
        List<PreferencePair> pairs = Pairs.polite(0, 500);

        Split split = Split.of(TENTH, pairs);

        assertThat(split.training()).doesNotContainAnyElementsOf(split.heldOut());
        assertThat(split.training().size() + split.heldOut().size()).isEqualTo(500);
    }

    @Test
    void aPairWithATurnOfNobodyStillHasASide() {
        PreferencePair broken = Pairs.builder("a", "What is a fjord?")
                .setPrompt(List.of(Messages.text("", "?"), Messages.text("user", "What is a fjord?")))
                .build();

        assertThat(Split.prompt(broken)).isEqualTo(Split.prompt(Pairs.of("b", "What is a fjord?")));
    }

    @Test
    void withoutAUserTurnThePromptIsItsId() {
        PreferencePair silent =
                Pairs.builder("a", "not there").setPrompt(List.of()).build();

        assertThat(Split.prompt(silent)).isEqualTo("acme/prompt of a");
    }
}
