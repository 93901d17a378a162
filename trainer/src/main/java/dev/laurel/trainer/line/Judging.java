package dev.laurel.trainer.line;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.evaluate.ReferenceScale;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.trainer.promotion.Contestant;
import dev.laurel.trainer.promotion.HeldOutPair;
import dev.laurel.trainer.promotion.Judge;
import dev.laurel.trainer.promotion.Judgement;
import dev.laurel.trainer.publish.AnchorSet;
import dev.laurel.trainer.publish.CheckpointStore;
import dev.laurel.trainer.publish.HeldOutPairs;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.publish.TamperedException;
import dev.laurel.trainer.train.Challenger;
import dev.laurel.trainer.train.Examples;
import dev.laurel.trainer.train.PhaseTimer;
import dev.laurel.trainer.window.Split;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a challenger before the judge, beside the champion and the best version before it, and finds its place on the reference scale.
 *
 * @param store the line's versions
 * @param spending takes the time
 */
record Judging(Judge judge, CheckpointStore store, Engine engine, PhaseTimer spending) {

    private static final Logger LOG = LoggerFactory.getLogger(Judging.class);
    private static final List<Integer> LENGTHS = List.of(128, 256, 512, 1024); // tokens of the longer side

    /** What came of it; the scale's files are in the challenger's directory. */
    record Judged(Judgement judgement, Manifest.Scale scale) {}

    /**
     * Judges.
     *
     * @param champion empty where the base model stands in
     * @param window the challenger's own, which gives the anchors where the line has none yet
     * @param heldOut the pairs that it was scored on
     */
    Judged judge(
            int version, Optional<StoredVersion> champion, Challenger challenger, Split window, HeldOutPairs heldOut)
            throws IOException {
        Optional<AnchorSet> frozen = store.anchors();
        AnchorSet anchors = frozen.orElseGet(() -> AnchorSet.choose(version, window));
        Map<String, PairScore> rewards = rewards(challenger.model(), anchors);
        RewardScale before = champion.map(parent -> parent.manifest().scale().rewards())
                .orElseGet(() -> Evaluation.of(challenger.parentScores()).scale());
        Optional<RewardScale> byAnchors = anchors.scale(rewards);
        RewardScale after = byAnchors.orElseGet(() -> chained(challenger, before));
        Contestant first = new Contestant(
                champion.map(StoredVersion::number),
                challenger.parentScores(),
                champion.isPresent() ? AnchorSet.rewards(champion.get()) : Map.of(),
                before);
        Contestant second = new Contestant(Optional.empty(), challenger.scores(), rewards, after);
        Optional<Contestant> best =
                champion.isPresent() ? best(champion.get(), challenger.heldOut()) : Optional.empty();
        return new Judged(
                judge.judge(describe(challenger.heldOut(), heldOut, version), first, second, best),
                new Manifest.Scale(
                        anchors.version(),
                        byAnchors.isPresent() ? rewards.size() : 0,
                        after,
                        anchors.write(challenger.model(), rewards)));
    }

    /** Where nearly all anchors were erased, the held-out answers keep the mean and the deviation that the champion gives them. */
    private static RewardScale chained(Challenger challenger, RewardScale champion) {
        LOG.warn("scale goes by the hold-out, for too few anchors are left");
        double[] reference =
                sides(challenger.parentScores()).map(champion::normalise).toArray();
        return ReferenceScale.fit(sides(challenger.scores()).toArray(), reference);
    }

    private static DoubleStream sides(List<PairScore> scores) {
        return scores.stream().flatMapToDouble(score -> DoubleStream.of(score.chosen(), score.rejected()));
    }

    private Map<String, PairScore> rewards(Path model, AnchorSet anchors) {
        try (RewardModel challenger = spending.load(model, engine)) {
            Examples examples = spending.encode(challenger.text(), anchors.pairs());
            List<PairScore> scores = spending.score(challenger, examples);
            Map<String, PairScore> rewards = new HashMap<>();
            for (int i = 0; i < scores.size(); i++) {
                rewards.put(examples.ids().get(i), scores.get(i));
            }
            return rewards;
        }
    }

    /** The best of the versions that led to the champion, by the judgements of its manifest, where it is not the champion and can still be loaded. */
    private Optional<Contestant> best(StoredVersion champion, Examples examples) throws IOException {
        Optional<Integer> number = bestBefore(champion.manifest().judgement());
        Optional<StoredVersion> best = number.isPresent() ? store.version(number.get()) : Optional.empty();
        if (best.isEmpty() || !best.get().hasWeights()) {
            return Optional.empty();
        }
        store.withWeights(best.get());
        try (RewardModel model = spending.load(best.get().directory(), engine)) {
            best.get().verifyWeights(model.weightDigest());
            return Optional.of(new Contestant(
                    number,
                    spending.score(model, examples),
                    Map.of(),
                    best.get().manifest().scale().rewards()));
        } catch (TamperedException e) {
            LOG.warn("best version is left out of the judgement reason=\"{}\"", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Integer> bestBefore(Judgement champion) {
        double accuracy = champion.challenger().evaluation().accuracy();
        double rival = champion.champion().evaluation().accuracy();
        double best = champion.best().map(b -> b.accuracy().mean()).orElse(-1.0);
        return Stream.of(
                        champion.best()
                                .filter(b -> b.accuracy().mean() > accuracy)
                                .map(Judgement.Best::version),
                        champion.rival().filter(version -> rival > Math.max(accuracy, best)))
                .flatMap(Optional::stream)
                .reduce((first, second) -> second);
    }

    private static List<HeldOutPair> describe(Examples examples, HeldOutPairs heldOut, int version) {
        List<HeldOutPair> described = new ArrayList<>();
        for (int i = 0; i < examples.ids().size(); i++) {
            EncodedPair pair = examples.pairs().get(i);
            String id = examples.ids().get(i);
            Map<String, String> slices = new HashMap<>(heldOut.slices(id));
            int chosen = pair.chosen().length();
            int rejected = pair.rejected().length();
            slices.put("length", lengths(Math.max(chosen, rejected)));
            described.add(
                    new HeldOutPair(examples.prompts().get(i), chosen, rejected, heldOut.since(id) == version, slices));
        }
        return described;
    }

    private static String lengths(int tokens) {
        int from = 0;
        for (int to : LENGTHS) {
            if (tokens < to) {
                return String.format(Locale.ROOT, "%d to %d tokens", from, to - 1);
            }
            from = to;
        }
        return String.format(Locale.ROOT, "%d tokens and more", from);
    }
}
