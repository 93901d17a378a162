package dev.laurel.trainer.window;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import dev.laurel.schema.Completion;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.ToolCall;
import dev.laurel.schema.accept.Range;
import dev.laurel.trainer.Pairs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class PairCheckTest {

    private static final double[] EXTREMES = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e308,
        -1e308,
        1e300,
        1e39,
        -1e39,
        Float.MAX_VALUE
    };

    @Test
    void plainPairPasses() {
        assertThat(problem(Pairs.of("plain", "What is a cloud?"))).isEmpty();
        assertThat(problem(with(pair -> pair.setMargin(2.5).setWeight(0.1).setTask(""))))
                .isEmpty();
    }

    @Test
    void everyNumberHasBounds() {
        DoubleStream.of(EXTREMES).forEach(extreme -> {
            expect("number", "margin", with(pair -> pair.setMargin(extreme)));
            expect("number", "weight", with(pair -> pair.setWeight(extreme)));
            expect("number", "chosen.score", with(pair -> pair.setChosen(scored(pair.getChosen(), extreme))));
            expect("number", "rejected.score", with(pair -> pair.setRejected(scored(pair.getRejected(), extreme))));
        });
        DoubleStream.of(0, -0.0, -1, Double.MIN_VALUE, 1e-45)
                .forEach(weight -> expect("number", "weight", with(pair -> pair.setWeight(weight))));
    }

    /** Whatever the bits of a number are, a pair that passes has one that float32 arithmetic can bear. */
    @Test
    void noNumberPassesThatIsOutOfItsRange() {
        Random random = new Random(12);
        for (int i = 0; i < 20_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            Optional<UntrainablePairs.Pair> problem =
                    problem(with(pair -> pair.setMargin(any).setWeight(any)));

            assertThat(problem.isEmpty()).isEqualTo(Range.MARGIN.holds(any) && Range.PAIR_WEIGHT.holds(any));
        }
    }

    @ParameterizedTest
    @MethodSource
    void timesThatCannotBe(Instant time) {
        expect("time", "event_time", with(pair -> pair.setEventTime(time)));
    }

    static Stream<Instant> timesThatCannotBe() {
        return Stream.of(
                Instant.EPOCH,
                Instant.ofEpochMilli(-1),
                Instant.ofEpochMilli(Long.MIN_VALUE),
                Instant.ofEpochMilli(Long.MAX_VALUE),
                Instant.parse("2026-03-01T12:00:00Z").minusSeconds(1_700_000_000),
                Instant.ofEpochMilli(1_772_366_400_000_000L));
    }

    @Test
    void namesHaveTextInOneLine() {
        for (String name :
                List.of("", " ", "a\nb", "a\u0000", "a\u001b[31m", "a\u2028b", "\ud800", "x".repeat(400_000))) {
            expect("name", "pair_id", with(pair -> pair.setPairId(name)));
            expect("name", "tenant", with(pair -> pair.setTenant(name)));
            expect("name", "prompt_id", with(pair -> pair.setPromptId(name)));
            expect(
                    "name",
                    "event_ids",
                    with(pair -> pair.setSource(PairSource.newBuilder(pair.getSource())
                            .setEventIds(List.of(name))
                            .build())));
        }
        expect("name", "tenant", with(pair -> pair.setTenant("acme/x")));
        expect(
                "name",
                "subject",
                with(pair -> pair.setSource(PairSource.newBuilder(pair.getSource())
                        .setSubject("a\rb")
                        .build())));
        expect("name", "role", with(pair -> pair.setPrompt(List.of(Messages.text("us\ner", "What?")))));
    }

    @Test
    void answersSaySomethingThatIsText() {
        expect("text", "chosen", with(pair -> pair.setChosen(Pairs.answer("a", " \n "))));
        expect("text", "rejected", with(pair -> pair.setRejected(Pairs.answer("b", ""))));
        expect(
                "text",
                "rejected",
                with(pair -> pair.setRejected(Completion.newBuilder(pair.getRejected())
                        .setMessages(List.of())
                        .build())));
        expect("text", "chosen", with(pair -> pair.setChosen(Pairs.answer("a", "half \ud83d"))));
        expect("text", "prompt", with(pair -> pair.setPrompt(List.of(Messages.text("user", "  ")))));
        expect("text", "characters", with(pair -> pair.setChosen(Pairs.answer("a", "x".repeat(17 << 20)))));
        expect("equal", "chosen equals rejected", with(pair -> pair.setRejected(pair.getChosen())));
    }

    @Test
    void callsSayEnoughAndAreChecked() {
        assertThat(problem(
                        with(pair -> pair.setChosen(calling("f", "{\"a\": 1}")).setTools("[{}]"))))
                .isEmpty();
        expect("text", "chosen.tool_calls[0].arguments", with(pair -> pair.setChosen(calling("f", "{secret"))));
        expect("name", "chosen.tool_calls[0].name", with(pair -> pair.setChosen(calling("a\nb", "{}"))));
        expect("text", "tools", with(pair -> pair.setTools("[1]")));
        expect("text", "characters", with(pair -> pair.setChosen(calling("f", "\"" + "x".repeat(17 << 20) + "\""))));
    }

    private static Completion calling(String name, String arguments) {
        return Completion.newBuilder(Pairs.answer("a", ""))
                .setMessages(List.of(Message.newBuilder()
                        .setRole("assistant")
                        .setContent("")
                        .setToolCalls(List.of(new ToolCall(null, "function", name, arguments)))
                        .build()))
                .build();
    }

    @Test
    void whatIsNamedIsOneShortLineWithoutTheText() {
        UntrainablePairs.Pair named = problem(with(
                        pair -> pair.setPairId("a\n\"b".repeat(10_000)).setChosen(Pairs.answer("a", "secret \ud800"))))
                .orElseThrow();

        assertThat(named.toString()).hasSizeLessThan(400).doesNotContain("secret", "\n");
    }

    /** Manifests outlive an erasure. */
    @Test
    void personIsNotNamed() {
        UntrainablePairs.Pair named = problem(with(pair -> pair.setSource(PairSource.newBuilder(pair.getSource())
                        .setSubject("grace\n")
                        .build())))
                .orElseThrow();

        assertThat(named.detail()).isEqualTo("source.subject is no name");
    }

    private static void expect(String reason, String field, PreferencePair pair) {
        UntrainablePairs.Pair found = problem(pair).orElseThrow();

        assertThat(found.reason()).isEqualTo(reason);
        assertThat(found.detail()).contains(field);
    }

    private static PreferencePair with(java.util.function.UnaryOperator<PreferencePair.Builder> change) {
        return change.apply(Pairs.builder("p", "What is a cloud?")).build();
    }

    private static Completion scored(Completion answer, double score) {
        return Completion.newBuilder(answer).setScore(score).build();
    }

    private static Optional<UntrainablePairs.Pair> problem(PreferencePair pair) {
        return PairCheck.problem(pair, PairCheck.LONGEST_TEXT);
    }
}
