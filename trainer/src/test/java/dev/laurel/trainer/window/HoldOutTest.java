package dev.laurel.trainer.window;

import java.util.List;

import dev.laurel.schema.Completion;
import dev.laurel.schema.Message;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Pairs;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HoldOutTest {

    private static final HoldOut TENTH = new HoldOut(0.1, "salt");

    @Test
    void holdsOutTheShareOfPrompts() {
        long heldOut = Pairs.polite(0, 5000).stream().filter(TENTH::holdsOut).count();

        assertThat(heldOut).isBetween(430L, 570L); // 500 expected, standard deviation 21
    }

    @Test
    void goesOnAsItBegan() {
        // what decides must never change: it would put held-out prompts into training
        List<String> heldOut = Pairs.polite(0, 40).stream()
                .filter(TENTH::holdsOut)
                .map(PreferencePair::getPairId)
                .toList();

        assertThat(heldOut).containsExactly("pair-6", "pair-9", "pair-10", "pair-17", "pair-30");
    }

    @Test
    void anotherSaltHoldsOutOthers() {
        List<PreferencePair> pairs = Pairs.polite(0, 1000);

        assertThat(new HoldOut(0.1, "other").split(pairs).heldOut())
                .isNotEqualTo(TENTH.split(pairs).heldOut());
    }

    @Test
    void caseSpaceAndWidthOfTheQuestionDoNotCount() {
        PreferencePair plain = Pairs.of("a", "What is a fjord 1?");
        PreferencePair typed = Pairs.of("b", "  what IS\u00a0a \n fjord １？ ");

        assertThat(HoldOut.prompt(typed)).isEqualTo(HoldOut.prompt(plain));
    }

    @Test
    void anotherTurnOfTheConversationIsOnTheSameSide() {
        PreferencePair first = Pairs.of("a", "What is a fjord?");
        PreferencePair later = Pairs.builder("b", "What is a fjord?")
                .setPrompt(List.of(
                        new Message("system", "Be kind."),
                        new Message("user", "What is a fjord?"),
                        new Message("assistant", "A narrow inlet."),
                        new Message("user", "How deep?")))
                .build();

        assertThat(HoldOut.prompt(later)).isEqualTo(HoldOut.prompt(first));
    }

    @Test
    void readsTheQuestionFromWholeConversations() {
        Completion conversation = Completion.newBuilder()
                .setResponseId("r")
                .setMessages(
                        List.of(new Message("user", "What is a fjord?"), new Message("assistant", "A narrow inlet.")))
                .build();
        PreferencePair whole = Pairs.builder("a", "not there")
                .setPrompt(List.of())
                .setChosen(conversation)
                .build();

        assertThat(HoldOut.prompt(whole)).isEqualTo(HoldOut.prompt(Pairs.of("b", "What is a fjord?")));
    }

    @Test
    void splitsWithoutLossOrOverlap() {
        List<PreferencePair> pairs = Pairs.polite(0, 500);

        HoldOut.Split split = TENTH.split(pairs);

        assertThat(split.training()).doesNotContainAnyElementsOf(split.heldOut());
        assertThat(split.training().size() + split.heldOut().size()).isEqualTo(500);
    }

    @Test
    void refusesAShareThatLeavesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HoldOut(1, "salt"))
                .withMessageContaining("1.0");
    }
}
