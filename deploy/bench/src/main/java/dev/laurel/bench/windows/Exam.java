package dev.laurel.bench.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;

import dev.laurel.command.pairs.ComparedPair;
import dev.laurel.command.pairs.EncodedPairs;
import dev.laurel.command.pairs.Texts;
import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.RewardText;
import dev.laurel.schema.PreferencePair;

/**
 * The pairs that all models are judged on: those of all windows whose prompts are held out, and more of the same sources. No model is
 * trained on them.
 */
final class Exam {

    private final List<Question> questions = new ArrayList<>();
    private final EncodedPairs pairs;

    /**
     * A pair of it.
     *
     * @param window from which it counts: the one that brings it, or that first brings its source
     */
    record Question(String source, int window, String prompt) {}

    private Exam(RewardText text) {
        this.pairs = new EncodedPairs(text);
    }

    /** @param extra most pairs of each source that no window brings */
    static Exam of(Curriculum curriculum, HoldOut rule, int extra, RewardText text) {
        Exam exam = new Exam(text);
        for (int i = 0; i < curriculum.nights().size(); i++) {
            for (PreferencePair pair : curriculum.nights().get(i).pairs()) {
                exam.offer(pair, rule, i + 1);
            }
        }
        for (String source : curriculum.sources()) {
            int before = exam.questions.size();
            int window = curriculum.firstWindow(source);
            for (PreferencePair pair : curriculum.left().get(source)) {
                if (exam.questions.size() < before + extra) {
                    exam.offer(pair, rule, window);
                }
            }
        }
        return exam;
    }

    private void offer(PreferencePair pair, HoldOut rule, int window) {
        PairText text = Texts.of(pair);
        ComparedPair compared = ComparedPair.of(pair.getTenant() + '/' + pair.getPromptId(), text);
        if (rule.holdsOut(compared.prompt()) && pairs.add(compared, text)) {
            questions.add(new Question(pair.getSource().getSystem(), window, compared.prompt()));
        }
    }

    List<EncodedPair> pairs() {
        return pairs.encoded();
    }

    int size(Predicate<Question> which) {
        return (int) questions.stream().filter(which).count();
    }

    /** The accuracy on some of the pairs, with its 95 % interval over prompts; empty if there are none. */
    Optional<Interval> accuracy(List<PairScore> scores, Predicate<Question> which) {
        return mean(which, i -> correct(scores.get(i)));
    }

    /** One model's accuracy less another's, paired. */
    Optional<Interval> difference(List<PairScore> scores, List<PairScore> others, Predicate<Question> which) {
        return mean(which, i -> correct(scores.get(i)) - correct(others.get(i)));
    }

    private Optional<Interval> mean(Predicate<Question> which, IntToDoubleFunction value) {
        List<String> prompts = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            if (which.test(questions.get(i))) {
                prompts.add(questions.get(i).prompt());
                values.add(value.applyAsDouble(i));
            }
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(Bootstrap.DEFAULT.mean(
                        values.stream().mapToDouble(Double::doubleValue).toArray(), prompts));
    }

    private static double correct(PairScore score) {
        return score.correct() ? 1 : 0;
    }
}
