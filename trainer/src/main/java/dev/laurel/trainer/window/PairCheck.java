package dev.laurel.trainer.window;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import dev.laurel.schema.Completion;
import dev.laurel.schema.Message;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.accept.JsonTexts;
import dev.laurel.schema.accept.Moments;
import dev.laurel.schema.accept.Names;
import dev.laurel.schema.accept.Range;
import dev.laurel.schema.accept.Texts;
import dev.laurel.schema.accept.TurnProblem;
import dev.laurel.schema.accept.Turns;

/**
 * Whether a pair of the topic can be trained on: names, numbers, time and texts are what Laurel takes from outside. Ingest has asked all this already, but whoever
 * writes to the topic need not be ingest, nor of this year.
 */
final class PairCheck {

    /** Revision of the rule; windows that were read by another one are read again by that. 0, of earlier trainers, takes every pair. */
    static final int REVISION = 1;

    static final int LONGEST_TEXT = 16 << 20; // UTF-16 units of a pair

    private PairCheck() {}

    /** What of a pair is wrong, in general. */
    enum Fault {
        /** An id or a name. */
        NAME,
        /** A number is none, or out of its range. */
        NUMBER,
        /** A moment that cannot be. */
        TIME,
        /** Text that is missing, is no text, or is too much. */
        TEXT,
        /** Chosen equals rejected. */
        EQUAL;

        Optional<UntrainablePairs.Pair> of(PreferencePair pair, String field, Optional<String> problem) {
            return problem.map(what -> UntrainablePairs.Pair.of(
                    pair.getPairId(), name().toLowerCase(Locale.ROOT), (field + ' ' + what).strip()));
        }
    }

    /**
     * The first thing wrong with a pair; empty if it can be trained on.
     *
     * @param longest characters that a pair may have
     */
    static Optional<UntrainablePairs.Pair> problem(PreferencePair pair, int longest) {
        return names(pair)
                .or(() -> numbers(pair))
                .or(() -> Fault.TIME.of(pair, "event_time", Moments.problem(pair.getEventTime())))
                .or(() -> texts(pair, Math.min(longest, LONGEST_TEXT)))
                .or(() -> Fault.EQUAL.of(
                        pair,
                        "",
                        pair.getChosen().getMessages().equals(pair.getRejected().getMessages())
                                ? Optional.of("chosen equals rejected")
                                : Optional.empty()));
    }

    private static Optional<UntrainablePairs.Pair> names(PreferencePair pair) {
        PairSource source = pair.getSource();
        return name(pair, "pair_id", pair.getPairId())
                .or(() -> Fault.NAME.of(pair, "tenant", Names.tenantProblem(pair.getTenant())))
                .or(() -> name(pair, "prompt_id", pair.getPromptId()))
                .or(() -> name(pair, "chosen.response_id", pair.getChosen().getResponseId()))
                .or(() -> name(pair, "rejected.response_id", pair.getRejected().getResponseId()))
                .or(() -> optionalName(pair, "task", Optional.of(pair.getTask())))
                .or(() -> optionalName(pair, "language", pair.getLanguage()))
                .or(() -> optionalName(pair, "source.system", Optional.of(source.getSystem())))
                .or(() -> person(pair, "source.subject", source.getSubject()))
                .or(() -> person(pair, "source.annotator", source.getAnnotator()))
                .or(() -> first(source.getEventIds(), event -> name(pair, "source.event_ids", event)));
    }

    private static Optional<UntrainablePairs.Pair> name(PreferencePair pair, String field, String name) {
        return Fault.NAME.of(pair, field, Names.problem(name));
    }

    /** An empty one says no more than an absent one. */
    private static Optional<UntrainablePairs.Pair> optionalName(
            PreferencePair pair, String field, Optional<String> name) {
        return name.filter(each -> !each.isEmpty()).flatMap(each -> name(pair, field, each));
    }

    /** What stands for a person is not shown: manifests outlive an erasure. */
    private static Optional<UntrainablePairs.Pair> person(PreferencePair pair, String field, Optional<String> name) {
        return optionalName(pair, field, name)
                .map(problem -> new UntrainablePairs.Pair(problem.pairId(), problem.reason(), field + " is no name"));
    }

    private static Optional<UntrainablePairs.Pair> numbers(PreferencePair pair) {
        return number(pair, "margin", Range.MARGIN, pair.getMargin())
                .or(() -> number(pair, "weight", Range.PAIR_WEIGHT, Optional.of(pair.getWeight())))
                .or(() -> number(
                        pair, "chosen.score", Range.SCORE, pair.getChosen().getScore()))
                .or(() -> number(
                        pair, "rejected.score", Range.SCORE, pair.getRejected().getScore()));
    }

    private static Optional<UntrainablePairs.Pair> number(
            PreferencePair pair, String field, Range range, Optional<Double> value) {
        return Fault.NUMBER.of(pair, field, value.flatMap(range::problem));
    }

    private static Optional<UntrainablePairs.Pair> texts(PreferencePair pair, int longest) {
        return Fault.TEXT
                .of(pair, "", tooMuch(pair, longest))
                .or(() -> turns(pair, "prompt", pair.getPrompt()))
                .or(() -> Fault.TEXT.of(pair, "tools", pair.getTools().flatMap(JsonTexts::toolsProblem)))
                .or(() -> answer(pair, "chosen", pair.getChosen()))
                .or(() -> answer(pair, "rejected", pair.getRejected()));
    }

    private static Optional<String> tooMuch(PreferencePair pair, int longest) {
        int turns = pair.getPrompt().size()
                + pair.getChosen().getMessages().size()
                + pair.getRejected().getMessages().size();
        long length = SizeLimit.characters(pair);
        if (turns > Turns.MOST_OF_PAIR) {
            return Optional.of("%,d turns, more than %,d".formatted(turns, Turns.MOST_OF_PAIR));
        }
        return length > longest
                ? Optional.of("%,d characters of text, more than %,d".formatted(length, longest))
                : Optional.empty();
    }

    private static Optional<UntrainablePairs.Pair> answer(PreferencePair pair, String side, Completion answer) {
        boolean silent = answer.getMessages().stream().allMatch(PairCheck::saysNothing);
        return Fault.TEXT
                .of(pair, side, silent ? Texts.saidProblem("") : Optional.empty())
                .or(() -> turns(pair, side, answer.getMessages()));
    }

    private static Optional<UntrainablePairs.Pair> turns(PreferencePair pair, String where, List<Message> turns) {
        boolean silent = !turns.isEmpty() && turns.stream().allMatch(PairCheck::saysNothing);
        return Fault.TEXT
                .of(pair, where, silent ? Texts.saidProblem("") : Optional.empty())
                .or(() -> first(turns, turn -> Fault.TEXT
                        .of(pair, where + ", content", Texts.problem(turn.getContent()))
                        .or(() -> Fault.NAME.of(pair, where + ", role", Names.problem(turn.getRole())))
                        .or(() -> Turns.besideProblem(turn, where).flatMap(problem -> beside(pair, problem)))));
    }

    private static boolean saysNothing(Message turn) {
        return turn.getContent().isBlank() && turn.getToolCalls().isEmpty();
    }

    private static Optional<UntrainablePairs.Pair> beside(PreferencePair pair, TurnProblem problem) {
        Fault fault =
                switch (problem.kind()) {
                    case NO_NAME, BAD_NAME -> Fault.NAME;
                    case EMPTY, TOO_MUCH, BAD_TEXT, NO_TEXT, BAD_JSON -> Fault.TEXT;
                };
        return fault.of(pair, problem.place(), Optional.of(problem.detail()));
    }

    private static <T> Optional<UntrainablePairs.Pair> first(
            List<T> all, Function<T, Optional<UntrainablePairs.Pair>> problem) {
        return all.stream().map(problem).flatMap(Optional::stream).findFirst();
    }
}
