package dev.laurel.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.RewardText;
import dev.laurel.schema.Completion;
import dev.laurel.schema.Message;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.ToolCall;
import dev.laurel.trainer.train.Examples;
import dev.laurel.trainer.window.Split;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Pairs whose answers call tools, as a model reads them whose template prints calls and tools. */
class ToolCallsTest {

    private static final String TEMPLATE =
            "{% if tools %}{{ tools | tojson }}\n{% endif %}{% for message in messages %}<|im_start|>{{ message.role }}\n"
                    + "{% if message.content is none %}nothing{% else %}{{ message.content }}{% endif %}"
                    + "{% for call in message.tool_calls %}{{ call.function | tojson }}{% endfor %}<|im_end|>\n{% endfor %}";

    private static final PreferencePair PAIR = PreferencePair.newBuilder(Pairs.of("p", "Weather in Berlin?"))
            .setTools("[{\"name\": \"weather\"}]")
            .setChosen(calling("{\"city\": \"Berlin\", \"at\": 1.0}", true))
            .setRejected(calling("\"{\\\"city\\\": \\\"Berlin\\\"}\"", true))
            .build();

    @TempDir
    Path root;

    @Test
    void pairThatDiffersOnlyInACallIsTrainedOnWithBothCalls() throws IOException {
        Path model = TinyModel.write(root.resolve("model"));
        Files.writeString(model.resolve("chat_template.jinja"), TEMPLATE);
        try (RewardText text = RewardText.load(model)) {
            Examples examples = Examples.encode(text, List.of(PAIR));

            assertThat(examples.unusable()).isEmpty();
            EncodedPair pair = examples.pairs().get(0);
            assertThat(text.decode(pair.chosen()))
                    .startsWith("[{\"name\": \"weather\"}]\n<|im_start|>user\nWeather in Berlin?<|im_end|>\n")
                    .contains("nothing{\"name\": \"weather\", \"arguments\": {\"city\": \"Berlin\", \"at\": 1.0}}");
            assertThat(text.decode(pair.rejected()))
                    .contains("nothing{\"name\": \"weather\", \"arguments\": \"{\\\"city\\\": \\\"Berlin\\\"}\"}");
        }
    }

    @Test
    void pairsThatTheTemplateCannotTellApartAreNotTrainedOn() {
        try (RewardText text = RewardText.load(TinyModel.write(root.resolve("model")))) {
            PreferencePair alike = PreferencePair.newBuilder(PAIR)
                    .setPairId("alike")
                    .setChosen(calling("{}", false))
                    .setRejected(calling("{\"city\": \"Berlin\"}", false))
                    .build();

            assertThat(Examples.encode(text, List.of(PAIR, alike)).unusable())
                    .isEqualTo(Map.of("refused_by_template", 1, "equal", 1));
        }
    }

    @Test
    void callsAndToolsPlayNoPartInTheHoldOut() {
        assertThat(Split.prompt(PAIR)).isEqualTo(Split.prompt(Pairs.of("p", "Weather in Berlin?")));
    }

    private static Completion calling(String arguments, boolean contentAbsent) {
        return Completion.newBuilder(Pairs.answer("a", ""))
                .setMessages(List.of(Message.newBuilder()
                        .setRole("assistant")
                        .setContent("")
                        .setContentAbsent(contentAbsent)
                        .setToolCalls(List.of(new ToolCall("c1", "function", "weather", arguments)))
                        .build()))
                .build();
    }
}
