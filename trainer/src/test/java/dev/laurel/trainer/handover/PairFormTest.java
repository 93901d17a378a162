package dev.laurel.trainer.handover;

import java.util.List;

import dev.laurel.schema.Completion;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.ToolCall;
import dev.laurel.trainer.Pairs;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PairFormTest {

    private static final PreferencePair PAIR = PreferencePair.newBuilder(Pairs.of("p", "Why \"blue\"?"))
            .setPrompt(List.of(Messages.text("system", "Be kind."), Messages.text("user", "Why \"blue\"?")))
            .setChosen(answer("It scatters.\nTruly."))
            .setRejected(answer("蓝"))
            .build();

    @Test
    void trlReadsThreeListsOfMessages() {
        assertThat(ExportedPairs.of(PairForm.named("trl"), List.of(PAIR)).lines())
                .isEqualTo("{\"prompt\":[{\"role\":\"system\",\"content\":\"Be kind.\"},"
                        + "{\"role\":\"user\",\"content\":\"Why \\\"blue\\\"?\"}],"
                        + "\"chosen\":[{\"role\":\"assistant\",\"content\":\"It scatters.\\nTruly.\"}],"
                        + "\"rejected\":[{\"role\":\"assistant\",\"content\":\"蓝\"}]}\n");
    }

    @Test
    void openAiReadsAnInputAndTwoOutputs() {
        assertThat(ExportedPairs.of(PairForm.named("openai"), List.of(PAIR)).lines())
                .isEqualTo("{\"input\":{\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},"
                        + "{\"role\":\"user\",\"content\":\"Why \\\"blue\\\"?\"}]},"
                        + "\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"It scatters.\\nTruly.\"}],"
                        + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"蓝\"}]}\n");
    }

    @Test
    void answersOfSeveralTurnsHaveNoPlaceInOpenAisForm() {
        PreferencePair turns = PreferencePair.newBuilder(PAIR)
                .setChosen(Completion.newBuilder(PAIR.getChosen())
                        .setMessages(List.of(
                                Messages.text("assistant", "Which blue?"),
                                Messages.text("user", "The sky's."),
                                Messages.text("assistant", "It scatters.")))
                        .build())
                .build();

        ExportedPairs openAi = ExportedPairs.of(PairForm.OPENAI, List.of(turns, PAIR));
        assertThat(openAi.leftOut()).isEqualTo(1);
        assertThat(openAi.lines().lines()).hasSize(1);
        assertThat(ExportedPairs.of(PairForm.TRL, List.of(turns, PAIR)).leftOut())
                .isZero();
    }

    @Test
    void callsKeepTheirArgumentsAndAreStringsInOpenAisForm() {
        PreferencePair calling = PreferencePair.newBuilder(PAIR)
                .setTools("[{\"type\":\"function\"}]")
                .setChosen(Completion.newBuilder(PAIR.getChosen())
                        .setMessages(List.of(Message.newBuilder()
                                .setRole("assistant")
                                .setContent("")
                                .setContentAbsent(true)
                                .setToolCalls(List.of(new ToolCall("c1", "function", "f", "{\"b\": 1.0, \"a\": 2}")))
                                .build()))
                        .build())
                .build();

        assertThat(ExportedPairs.of(PairForm.TRL, List.of(calling)).lines())
                .contains(
                        "\"chosen\":[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"f\",\"arguments\":{\"b\":1.0,\"a\":2}}}]}]",
                        "\"tools\":[{\"type\":\"function\"}]}");
        assertThat(ExportedPairs.of(PairForm.OPENAI, List.of(calling)).lines())
                .contains(
                        "\"arguments\":\"{\\\"b\\\": 1.0, \\\"a\\\": 2}\"", "],\"tools\":[{\"type\":\"function\"}]},");
    }

    @Test
    void otherFormsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairForm.named("alpaca"))
                .withMessage("no form of pairs \"alpaca\"; there are [trl, openai]");
    }

    private static Completion answer(String text) {
        return Completion.newBuilder(Pairs.of("p", "").getChosen())
                .setMessages(List.of(Messages.text("assistant", text)))
                .build();
    }
}
