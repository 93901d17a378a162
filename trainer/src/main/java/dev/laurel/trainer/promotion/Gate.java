package dev.laurel.trainer.promotion;

import java.util.List;
import java.util.Locale;

import dev.laurel.reward.evaluate.Evaluation;

/** Lets a challenger become champion if every {@link Rule} passes it. */
public record Gate(Limits limits) {

    public Decision decide(Judgement judgement) {
        Evaluation challenger = judgement.challenger().evaluation();
        List<Finding> sane = new Rule.Rewards().findings(judgement).toList();
        if (!Double.isFinite(challenger.loss()) || !Double.isFinite(challenger.rewardMean())) {
            return new Decision(false, "held back: the challenger's rewards are not numbers", sane);
        }
        if (challenger.rewardStd() == 0) {
            return new Decision(false, "held back: the challenger gives every answer the same reward", sane);
        }
        List<Finding> findings = Rule.all(limits).stream()
                .flatMap(rule -> rule.findings(judgement))
                .toList();
        List<Finding> failed =
                findings.stream().filter(finding -> !finding.passed()).toList();
        String reason = (failed.isEmpty() ? "promoted: " : "held back: ") + accuracy(judgement) + failures(failed);
        return new Decision(failed.isEmpty(), reason, findings);
    }

    private static String failures(List<Finding> failed) {
        StringBuilder text = new StringBuilder();
        failed.forEach(finding -> text.append("; ").append(finding.sentence()));
        return text.toString();
    }

    private static String accuracy(Judgement judgement) {
        return String.format(
                Locale.ROOT,
                "accuracy %.3f against %.3f of %s on %d pairs of %d prompts, difference %+.3f [%+.3f, %+.3f] at %.0f %%",
                judgement.challenger().evaluation().accuracy(),
                judgement.champion().evaluation().accuracy(),
                judgement.rivalName(),
                judgement.pairs(),
                judgement.prompts(),
                judgement.difference().mean(),
                judgement.difference().low(),
                judgement.difference().high(),
                100 * judgement.confidence());
    }
}
