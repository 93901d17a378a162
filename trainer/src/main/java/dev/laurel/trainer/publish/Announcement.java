package dev.laurel.trainer.publish;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.OffsetRange;
import dev.laurel.trainer.promotion.Decision;
import dev.laurel.trainer.promotion.Judgement;
import dev.laurel.trainer.promotion.Judgement.Standing;

/** A stored version as the models topic tells of it. */
final class Announcement {

    private Announcement() {}

    /** @param uri where others find it */
    static Checkpoint of(StoredVersion version, String uri) {
        Manifest manifest = version.manifest();
        List<OffsetRange> window = manifest.window().spans().stream()
                .map(span -> new OffsetRange(span.partition(), span.from(), span.to()))
                .toList();
        return Checkpoint.newBuilder()
                .setUri(uri)
                .setWeightDigest(manifest.weightDigest())
                .setParent(manifest.parentVersion().orElse(null))
                .setBaseModel(manifest.base().name())
                .setTopicId(manifest.window().topicId())
                .setWindow(window)
                .setPairs(manifest.data().trained())
                .setMetrics(metrics(manifest.judgement(), manifest.decision()))
                .setReferenceMean(manifest.scale().rewards().mean())
                .setReferenceStd(manifest.scale().rewards().std())
                .setFiles(version.modelFiles())
                .setWeightsRemoved(!version.hasWeights())
                .build();
    }

    private static Map<String, Double> metrics(Judgement judgement, Decision decision) {
        Map<String, Double> metrics = new TreeMap<>();
        add(metrics, "", judgement.challenger());
        add(metrics, "champion_", judgement.champion());
        add(metrics, "difference", judgement.difference());
        metrics.put("gate_passed", decision.promoted() ? 1.0 : 0.0);
        metrics.put("holdout_pairs", (double) judgement.pairs());
        metrics.put("holdout_prompts", (double) judgement.prompts());
        return metrics;
    }

    private static void add(Map<String, Double> metrics, String prefix, Standing standing) {
        add(metrics, prefix + "accuracy", standing.accuracy());
        metrics.put(prefix + "loss", standing.evaluation().loss());
        metrics.put(prefix + "reward_mean", standing.evaluation().rewardMean());
        metrics.put(prefix + "reward_std", standing.evaluation().rewardStd());
        metrics.put(prefix + "ece", standing.calibration().error());
        metrics.put(prefix + "brier", standing.calibration().brier());
        standing.temperature()
                .ifPresent(
                        determined -> { // without it no probability is published
                            metrics.put(prefix + "temperature", determined.value());
                            metrics.put(prefix + "temperature_low", determined.low());
                            metrics.put(prefix + "temperature_high", determined.high());
                        });
        metrics.put(prefix + "length_correlation", standing.length().correlation());
        metrics.put(prefix + "longer_preferred", standing.length().longerPreferred());
        standing.length()
                .shorter()
                .accuracy()
                .ifPresent(accuracy -> metrics.put(prefix + "shorter_chosen_accuracy", accuracy));
    }

    private static void add(Map<String, Double> metrics, String name, Interval interval) {
        metrics.put(name, interval.mean());
        metrics.put(name + "_low", interval.low());
        metrics.put(name + "_high", interval.high());
    }
}
