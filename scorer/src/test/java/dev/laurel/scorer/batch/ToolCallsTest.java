package dev.laurel.scorer.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.Conversation;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Line;
import dev.laurel.schema.Message;
import dev.laurel.schema.ToolCall;
import dev.laurel.scorer.Samples;
import dev.laurel.scorer.Starters;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.LiveModels;
import dev.laurel.scorer.watch.ScorerMetrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Responses whose answers call tools, by a model whose template prints calls and tools. */
class ToolCallsTest {

    private static final Lines LINES = new Lines(List.of(new Line("default", Set.of(), Set.of())));
    private static final String TEMPLATE =
            "{% if tools %}{{ tools | tojson }}\n{% endif %}{% for message in messages %}{{ message.role }}\n{{ message.content }}"
                    + "{% for call in message.tool_calls %}{{ call.function | tojson }}{% endfor %}\n{% endfor %}";

    @TempDir
    Path store;

    @Test
    void responsesThatDifferOnlyInACallOrInTheToolsHaveDifferentRewards() throws IOException {
        Path model = Starters.write(store.resolve("model"), 1);
        Files.writeString(model.resolve("chat_template.jinja"), TEMPLATE);
        try (Engine engine = Starters.engine();
                LiveModels models = new LiveModels(new ScorerMetrics(new SimpleMeterRegistry()), Clock.systemUTC())) {
            models.activate(Starters.load("default", 1, model, engine));

            assertThat(rewards(
                            models,
                            calling("{\"city\": \"Berlin\"}"),
                            calling("{\"city\": \"Bern\"}"),
                            calling("\"{\\\"city\\\": \\\"Berlin\\\"}\""),
                            calling("{\"city\": \"Berlin\"}").setTools("[{\"name\": \"weather\"}]"),
                            Samples.response("r").setResponse("Look!")))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void argumentsThatAreNoJsonAreRefusedByTheirPlaceAndNotShown() {
        GeneratedResponse response = calling("{secret").build();

        assertThat(Eligibility.of("acme/p1".getBytes(UTF_8), response, LINES))
                .isEqualTo(new Eligibility.Refused(new Failure(
                        Reason.BAD_TEXT,
                        "answer[0].tool_calls[0].arguments is not JSON, or has more than 100 levels or a number of more than"
                                + " 1,000 digits in response \"r\"")));
    }

    private static List<Double> rewards(LiveModels models, GeneratedResponse.Builder... responses) {
        List<Conversation> conversations = Stream.of(responses)
                .map(response -> Eligibility.of("acme/p1".getBytes(UTF_8), response.build(), LINES))
                .map(admission -> ((Eligibility.Admitted) admission).conversation())
                .toList();
        try (Lease lease = models.lease(Set.of("default"), Duration.ofMinutes(1))) {
            return lease.model("default").orElseThrow().judge(conversations).stream()
                    .map(judgement -> ((Reward) judgement).raw())
                    .toList();
        }
    }

    private static GeneratedResponse.Builder calling(String arguments) {
        return Samples.response("r")
                .setResponse("Look!")
                .setAnswer(List.of(Message.newBuilder()
                        .setRole("assistant")
                        .setContent("Look!")
                        .setToolCalls(List.of(new ToolCall("c1", "function", "weather", arguments)))
                        .build()));
    }
}
