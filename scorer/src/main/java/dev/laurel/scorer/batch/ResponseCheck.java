package dev.laurel.scorer.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.accept.JsonTexts;
import dev.laurel.schema.accept.Moments;
import dev.laurel.schema.accept.Names;
import dev.laurel.schema.accept.Range;
import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.Texts;
import dev.laurel.schema.accept.Turns;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;

/** What a response must be before any model reads it, by the rules that hold for everything from outside. What it finds never shows a text. */
final class ResponseCheck {

    private ResponseCheck() {}

    /**
     * What is wrong with a response; empty if nothing is.
     *
     * @param key the record's key; null if it has none
     */
    static Optional<Failure> problem(byte[] key, GeneratedResponse response) {
        return names(response)
                .or(() -> key(key, response))
                .or(() -> numbers(response))
                .or(() -> texts(response));
    }

    private static Optional<Failure> names(GeneratedResponse response) {
        return named(Names.tenantProblem(response.getTenant()), "tenant")
                .or(() -> named(Names.problem(response.getTask()), "task"))
                .or(() -> named(Names.problem(response.getPromptId()), "prompt_id"))
                .or(() -> named(Names.problem(response.getResponseId()), "response_id"))
                .or(() -> named(response.getGroupId().flatMap(Names::problem), "group_id"))
                .or(() -> named(response.getSubject().flatMap(Names::problem), "subject"));
    }

    private static Optional<Failure> named(Optional<String> problem, String field) {
        return problem.map(text -> new Failure(Reason.BAD_NAME, field + " " + text));
    }

    private static Optional<Failure> key(byte[] key, GeneratedResponse response) {
        String expected = response.getTenant() + "/" + response.getPromptId();
        if (Arrays.equals(key, expected.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        String actual = key == null ? "absent" : Shown.of(new String(key, StandardCharsets.UTF_8));
        return Optional.of(
                new Failure(Reason.KEY_MISMATCH, "key is " + actual + " where the value says " + Shown.of(expected)));
    }

    private static Optional<Failure> numbers(GeneratedResponse response) {
        return bounded(Moments.problem(response.getEventTime()), "event_time")
                .or(() -> bounded(Range.ATTEMPT.problem(response.getAttempt()), "attempt"))
                .or(() -> bounded(response.getGroupSize().flatMap(Range.GROUP_SIZE::problem), "group_size"));
    }

    private static Optional<Failure> bounded(Optional<String> problem, String field) {
        return problem.map(text -> new Failure(Reason.OUT_OF_BOUNDS, field + " " + text));
    }

    private static Optional<Failure> texts(GeneratedResponse response) {
        String of = " in response " + Shown.of(response.getResponseId());
        if (response.getMessages().isEmpty()) {
            return Optional.of(new Failure(Reason.EMPTY_CONVERSATION, "messages is an empty conversation" + of));
        }
        return Turns.problem(response.getMessages())
                .map(problem -> "messages" + problem.message())
                .or(() -> response.getTools().flatMap(JsonTexts::toolsProblem).map(problem -> "tools " + problem))
                .or(() -> Texts.problem(response.getResponse()).map(problem -> "response " + problem))
                .or(() -> response.getAnswer().isEmpty()
                        ? Optional.empty()
                        : Turns.answerProblem(response.getAnswer()).map(problem -> "answer" + problem.message()))
                .map(text -> new Failure(Reason.BAD_TEXT, text + of));
    }
}
