package dev.laurel.trainer.train;

import java.util.List;
import java.util.stream.Stream;

import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.train.BatchPlan;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.SeveralJudges.Share;
import dev.laurel.reward.train.StepReport;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.trainer.window.Split;

/**
 * The pairs of one run as its model reads them, and the order in which they come.
 *
 * @param fresh the window's own
 * @param replayed those of earlier windows
 */
record TrainingData(Examples fresh, Examples replayed) {

    static TrainingData encode(RewardText text, Split pairs, SeveralJudges judges) {
        return encode(text, pairs, judges, () -> {});
    }

    /**
     * Pairs of the same two answers share their weight whichever window they are of.
     *
     * @param each is run after each pair
     */
    static TrainingData encode(RewardText text, Split pairs, SeveralJudges judges, Runnable each) {
        Examples fresh = Examples.encode(text, pairs.training(), each);
        Examples replayed = Examples.encode(text, pairs.replayed(), each);
        int own = fresh.pairs().size();
        List<Share> shares = judges.shares(Stream.of(fresh, replayed)
                .flatMap(examples -> examples.opinions().stream())
                .toList());
        return new TrainingData(
                fresh.weighed(shares.subList(0, own)), replayed.weighed(shares.subList(own, shares.size())));
    }

    BatchPlan plan(TrainingOptions options) {
        return BatchPlan.mixed(fresh.prompts(), replayed.prompts(), options);
    }

    /** The new pairs, then the replayed ones, as the plan counts them. */
    List<EncodedPair> pairs() {
        return Stream.concat(fresh.pairs().stream(), replayed.pairs().stream()).toList();
    }

    /** What is kept of a step that trained on that batch. */
    StepRecord record(StepReport report, List<Integer> batch) {
        int own = fresh.pairs().size();
        return new StepRecord(
                report,
                batch.stream().filter(i -> i < own).map(fresh.ids()::get).toList(),
                batch.stream()
                        .filter(i -> i >= own)
                        .map(i -> replayed.ids().get(i - own))
                        .toList());
    }
}
