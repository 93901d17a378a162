package dev.laurel.trainer.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.trainer.window.Notice;
import dev.laurel.trainer.window.StageProgress;

/** What the next {@link Progress} will have. */
final class ProgressDraft {
    final String id;
    final String line;
    boolean cancelling;
    Optional<StageProgress> counted = Optional.empty();
    long step;
    long steps;
    Optional<Double> loss = Optional.empty();
    Optional<Double> accuracy = Optional.empty();
    Optional<Double> learningRate = Optional.empty();
    Optional<Double> tokensPerSecond = Optional.empty();
    Optional<Double> secondsLeft = Optional.empty();
    int pairs;
    int replayedPairs;
    int holdoutPairs;
    Map<String, Integer> setAside = Map.of();
    List<Notice> notices = List.of();
    Optional<Progress.Outcome> outcome = Optional.empty();
    Optional<String> error = Optional.empty();
    Optional<String> note = Optional.empty();

    ProgressDraft(String id, String line) {
        this.id = id;
        this.line = line;
    }

    ProgressDraft(Progress from) {
        this(from.id(), from.line());
        cancelling = from.cancelling();
        counted = from.counted();
        step = from.step();
        steps = from.steps();
        loss = from.loss();
        accuracy = from.accuracy();
        learningRate = from.learningRate();
        tokensPerSecond = from.tokensPerSecond();
        secondsLeft = from.secondsLeft();
        pairs = from.pairs();
        replayedPairs = from.replayedPairs();
        holdoutPairs = from.holdoutPairs();
        setAside = from.setAside();
        notices = from.notices();
        outcome = from.outcome();
        error = from.error();
        note = from.note();
    }

    Progress build(Progress.State state) {
        return new Progress(
                id,
                line,
                state,
                cancelling,
                counted,
                step,
                steps,
                loss,
                accuracy,
                learningRate,
                tokensPerSecond,
                secondsLeft,
                pairs,
                replayedPairs,
                holdoutPairs,
                setAside,
                notices,
                outcome,
                error,
                note);
    }
}
