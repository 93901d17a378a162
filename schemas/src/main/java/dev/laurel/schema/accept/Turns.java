package dev.laurel.schema.accept;

import java.util.List;
import java.util.Optional;

import dev.laurel.schema.Message;
import dev.laurel.schema.ToolCall;
import dev.laurel.schema.accept.TurnProblem.Kind;

/**
 * What the turns before an answer may be: at least one, each of a named speaker and well-formed text, the last one saying something or calling a tool,
 * unless a tool gave it. The answer itself may be empty where it is scored, since a model may give one; it must say something where it is trained on.
 */
public final class Turns {

    /** Turns of a conversation up to the answer. */
    public static final int MOST_BEFORE = 5_000;

    /** Turns of an answer. */
    public static final int MOST_OF_ANSWER = 2_500;

    /** Turns of a pair: what a conversation and two answers have at the most. */
    public static final int MOST_OF_PAIR = MOST_BEFORE + 2 * MOST_OF_ANSWER;

    /** Calls of tools that one turn makes. */
    public static final int MOST_CALLS = 1_000;

    private static final String TOOL = "tool"; // whose output may be empty
    private static final String ASSISTANT = "assistant"; // who may have given no content at all

    private Turns() {}

    /** What is wrong with the turns before an answer, or with an answer that is to be trained on; empty if nothing is. */
    public static Optional<TurnProblem> problem(List<Message> turns) {
        return problem(turns, true);
    }

    /** The same for an answer that is scored, whose last turn may be empty. */
    public static Optional<TurnProblem> answerProblem(List<Message> turns) {
        return problem(turns, false);
    }

    private static Optional<TurnProblem> problem(List<Message> turns, boolean endsInSomething) {
        if (turns.isEmpty()) {
            return Optional.of(new TurnProblem(Kind.EMPTY, "", "is an empty conversation"));
        }
        for (int i = 0; i < turns.size(); i++) {
            Message turn = turns.get(i);
            boolean says =
                    endsInSomething && i == turns.size() - 1 && !turn.getRole().equals(TOOL);
            Optional<TurnProblem> problem = problem(turn, "[" + i + "]", says);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<TurnProblem> problem(Message turn, String place, boolean says) {
        return name(turn.getRole(), place + ".role")
                .or(() -> content(turn, place + ".content", says))
                .or(() -> besideProblem(turn, place));
    }

    /** What is wrong with what a turn has beside its role and content; empty if nothing is. */
    public static Optional<TurnProblem> besideProblem(Message turn, String place) {
        return absence(turn, place + ".content")
                .or(() -> calls(turn.getToolCalls(), place + ".tool_calls"))
                .or(() -> turn.getToolCallId().flatMap(id -> name(id, place + ".tool_call_id")))
                .or(() -> turn.getName().flatMap(name -> name(name, place + ".name")))
                .or(() -> turn.getReasoningContent().flatMap(text -> text(text, place + ".reasoning_content")));
    }

    private static Optional<TurnProblem> content(Message turn, String place, boolean says) {
        if (says && turn.getToolCalls().isEmpty() && !Texts.says(turn.getContent())) {
            return Optional.of(new TurnProblem(Kind.NO_TEXT, place, "is without text"));
        }
        return text(turn.getContent(), place);
    }

    private static Optional<TurnProblem> absence(Message turn, String place) {
        if (turn.getContentAbsent() && !turn.getContent().isEmpty()) {
            return Optional.of(new TurnProblem(Kind.BAD_TEXT, place, "is a text beside content_absent"));
        }
        if (turn.getContentAbsent()
                && turn.getToolCalls().isEmpty()
                && !turn.getRole().equals(ASSISTANT)) {
            return Optional.of(new TurnProblem(Kind.NO_TEXT, place, "is absent, and the turn calls no tool"));
        }
        return Optional.empty();
    }

    private static Optional<TurnProblem> calls(List<ToolCall> calls, String place) {
        if (calls.size() > MOST_CALLS) {
            return Optional.of(new TurnProblem(
                    Kind.TOO_MUCH, place, "has %,d calls, more than %,d".formatted(calls.size(), MOST_CALLS)));
        }
        for (int i = 0; i < calls.size(); i++) {
            Optional<TurnProblem> problem = call(calls.get(i), place + "[" + i + "]");
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<TurnProblem> call(ToolCall call, String place) {
        return call.getId()
                .flatMap(id -> name(id, place + ".id"))
                .or(() -> name(call.getType(), place + ".type"))
                .or(() -> name(call.getName(), place + ".name"))
                .or(() -> JsonTexts.argumentsProblem(call.getArguments())
                        .map(problem -> new TurnProblem(Kind.BAD_JSON, place + ".arguments", problem)));
    }

    private static Optional<TurnProblem> name(String name, String place) {
        Kind kind = Texts.says(name) ? Kind.BAD_NAME : Kind.NO_NAME;
        return Names.hiddenProblem(name).map(problem -> new TurnProblem(kind, place, problem));
    }

    private static Optional<TurnProblem> text(String text, String place) {
        return Texts.problem(text).map(problem -> new TurnProblem(Kind.BAD_TEXT, place, problem));
    }
}
