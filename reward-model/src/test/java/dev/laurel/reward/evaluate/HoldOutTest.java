package dev.laurel.reward.evaluate;

import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.reward.text.Message;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HoldOutTest {

    private static final HoldOut TENTH = new HoldOut(0.1, "salt");

    @Test
    void holdsOutTheShareOfPrompts() {
        assertThat(heldOut(TENTH)).hasSizeBetween(430, 570); // 500 expected, standard deviation 21
    }

    @Test
    void aLargerShareHoldsOutWhatASmallerOneDoes() {
        assertThat(heldOut(new HoldOut(0.2, "salt"))).containsAll(heldOut(TENTH));
    }

    @Test
    void anotherSaltHoldsOutOthers() {
        assertThat(heldOut(new HoldOut(0.1, "other"))).isNotEqualTo(heldOut(TENTH));
    }

    @Test
    void caseSpaceAndWidthOfTheQuestionDoNotCount() {
        assertThat(prompt(new Message("user", "  what IS\u00a0a \n fjord １？ ")))
                .isEqualTo(prompt(new Message("user", "What is a fjord 1?")));
    }

    @Test
    void anotherTurnOfTheConversationIsTheSamePrompt() {
        Message question = new Message("user", "What is a fjord?");

        assertThat(prompt(
                        new Message("system", "Be kind."),
                        question,
                        new Message("assistant", "A narrow inlet."),
                        new Message("user", "How deep?")))
                .isEqualTo(prompt(question));
    }

    @Test
    void aConversationWithoutAUserTurnIsKnownByItsOtherName() {
        assertThat(prompt(new Message("assistant", "A narrow inlet."))).isEqualTo("acme/p-1");
    }

    @Test
    void refusesAShareThatLeavesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HoldOut(1, "salt"))
                .withMessageContaining("1.0");
    }

    private static String prompt(Message... turns) {
        return HoldOut.prompt(List.of(turns), "acme/p-1");
    }

    private static List<String> heldOut(HoldOut rule) {
        return IntStream.range(0, 5000)
                .mapToObj(i -> "tell me fact number " + i)
                .filter(rule::holdsOut)
                .toList();
    }
}
